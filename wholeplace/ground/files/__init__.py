"""Files: what people bring in for their organisation, and who confirms that it is taken in.

Words: to *bring in* a file is to hand it over, with what it is; to *confirm* it is to say, as a second person, that it
shall be taken in. The content is kept outside the web's folders under its own hash, and is never shown as it came.
"""
