using System.CommandLine;

namespace PayFunctions.Bench;

internal static class CallbacksBenchmark
{
    public static Command Command()
    {
        var command = new Command("callbacks", "Verify, decrypt and parse one notification on one core, beside bare RSA and npm peers.");
        command.SetAction(_ => 0);
        return command;
    }
}
