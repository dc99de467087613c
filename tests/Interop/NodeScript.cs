using System.Diagnostics;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Interop;

/// <summary>A script of this folder, run by Node.js with the packages that package-lock.json names.</summary>
internal static class NodeScript
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Interop");

    /// <param name="script">Such as <c>webhooks.mjs</c>.</param>
    /// <param name="inModules">A file of the package that it needs, from node_modules on.</param>
    /// <param name="input">What it reads.</param>
    /// <returns>What it wrote, line by line.</returns>
    public static async Task<string[]> RunAsync(string script, string inModules, string input)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await NpmFolder.EnsureAsync(Folder, inModules, "the packages of the interop tests", Say, cancellation);
        using var node = Process.Start(new ProcessStartInfo("node", script)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, errors) = (
            node.StandardOutput.ReadToEndAsync(cancellation), node.StandardError.ReadToEndAsync(cancellation));
        await node.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        node.StandardInput.Close();
        await node.WaitForExitAsync(cancellation);
        Assert.True(node.ExitCode == 0, $"{script} ended with {node.ExitCode}: {await errors}");
        return (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Say(string line) => TestContext.Current.SendDiagnosticMessage(line);
}
