"""The room's own."""

from importlib import import_module

Migration = import_module("wholeplace.analyse.needs.migrations.0001_initial").Migration
