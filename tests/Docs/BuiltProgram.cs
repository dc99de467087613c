using System.Diagnostics;

namespace PayFunctions.Tests.Docs;

/// <summary>A program of this repository, run as <c>dotnet run --project …</c> runs it once it is built.</summary>
/// <remarks>Without <c>dotnet run</c> itself: a build in the middle of a test would write what the test stands on.</remarks>
internal static class BuiltProgram
{
    /// <param name="assembly">Beside the tests, such as <c>PayFunctions.Sandbox.dll</c>.</param>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        string assembly, IEnumerable<string> args, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. args])
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_TieredPGO"] = "0" }, // Short lives, its own processes' too: see PayFunctions.Tests.csproj.
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var program = Process.Start(start)!;
        var (said, errors) = (
            program.StandardOutput.ReadToEndAsync(cancellation), program.StandardError.ReadToEndAsync(cancellation));
        await program.WaitForExitAsync(cancellation);
        return (program.ExitCode, await said + await errors);
    }
}
