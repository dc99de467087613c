using System.CommandLine;
using PayFunctions.Sandbox.Commands;

var root = new RootCommand(
    "The world around PayFunctions on one machine: simulated providers, Azurite, faults, the demo.")
{
    DemoCommand.Create(),
};
root.SetAction((_, cancellation) => LeaveRunning.RunAsync(cancellation));
var patience = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(15) };
return await root.Parse(args).InvokeAsync(patience);
