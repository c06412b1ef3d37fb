"""Exchange with other systems: edXML of the national axis, Akoma Ntoso."""
