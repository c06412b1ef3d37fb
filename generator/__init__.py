"""kehoach: administrative plans (KH-UBND) from TOML to official Word documents."""

__version__ = "0.1.0"
