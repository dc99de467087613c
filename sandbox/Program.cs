using System.CommandLine;
using PayFunctions.Sandbox.Commands;
using PayFunctions.Sandbox.Reconcile;
using PayFunctions.Sandbox.World;

const int notStarted = 2;

if (args is ["reconcile", ..]) ReconcileWarmUp.Start();
var root = new RootCommand(
    "The world around PayFunctions on one machine: simulated providers, Azurite, faults, the demo.")
{
    CrashCommand.Create(),
    DemoCommand.Create(),
    ReconcileCommand.Create(),
    DocsCommand.Create(),
    VerifyAuditCommand.Create(),
    ImportCertificateCommand.Create(),
};
root.SetAction((_, cancellation) => LeaveRunning.RunAsync(cancellation));
try
{
    return await root.Parse(args).InvokeAsync(new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(15), // Long enough to stop what was started.
    });
}
catch (WorldNotStarted e)
{
    Console.Error.WriteLine(e.Message);
    return notStarted;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 1;
}
