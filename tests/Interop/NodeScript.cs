using System.Diagnostics;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Interop;

/// <summary>A script of this folder, or of another one beside it, run by Node.js with the packages that package-lock.json names.</summary>
internal static class NodeScript
{
    /// <param name="script">Such as <c>webhooks.mjs</c>.</param>
    /// <param name="inModules">A file of the package that it needs, from node_modules on.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="folder">The folder of the tests that has the script and its package-lock.json.</param>
    /// <returns>What it wrote, line by line.</returns>
    public static async Task<string[]> RunAsync(string script, string inModules, string input, string folder = "Interop")
    {
        var cancellation = TestContext.Current.CancellationToken;
        var at = Path.Combine(Repository.Root, "tests", folder);
        await NpmFolder.EnsureAsync(at, inModules, $"the packages of tests/{folder}", Say, cancellation);
        using var node = Process.Start(new ProcessStartInfo("node", script)
        {
            WorkingDirectory = at,
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
