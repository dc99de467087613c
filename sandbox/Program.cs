using System.CommandLine;

var root = new RootCommand("The world around PayFunctions on one machine: simulated providers, Azurite, faults, the demo.");
return await root.Parse(args).InvokeAsync();
