"""The screens of the web face, one module per screen; modules with a leading underscore are shared by screens."""
