using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Sandbox.Azurite;

/// <summary>Azurite in the repository's node_modules, installed by <c>npm ci</c> when it is not there yet.</summary>
internal static class AzuriteInstallation
{
    internal const string NodeMissing =
        "Azurite needs Node.js 20 or newer: install it from https://nodejs.org (it brings npm), "
        + "see that 'node' and 'npm' are on the PATH, and start again.";

    /// <returns>The script that starts the table service.</returns>
    /// <remarks>On a thread of its own, since a mutex belongs to a thread.</remarks>
    internal static Task<string> EnsureAsync(Action<string> say, CancellationToken cancellation) =>
        Task.Factory.StartNew(
            () => Ensure(RepositoryRoot.Find(), say, cancellation),
            cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private static string Ensure(string root, Action<string> say, CancellationToken cancellation)
    {
        var script = Path.Combine(root, "node_modules", "azurite", "dist", "src", "table", "main.js");
        using var oneAtATime = new Mutex(false, $"Global\\payfunctions-npm-{Fingerprint(root)}");
        Enter(oneAtATime, cancellation);
        try
        {
            if (!IsComplete(root, script)) Install(root, say, cancellation);
        }
        finally
        {
            oneAtATime.ReleaseMutex();
        }

        return File.Exists(script)
            ? script
            : throw new InvalidOperationException($"npm ci in {root} did not bring Azurite: {script} is not there.");
    }

    // npm writes its own list last, so that an install that broke off is not taken for a whole one.
    private static bool IsComplete(string root, string script) =>
        File.Exists(script) && File.Exists(Path.Combine(root, "node_modules", ".package-lock.json"));

    private static void Install(string root, Action<string> say, CancellationToken cancellation)
    {
        say($"installing Azurite by 'npm ci' in {root}: about 370 MB, once, one to three minutes");
        using var npm = Start(root);
        using var _ = cancellation.Register(() => npm.Kill(entireProcessTree: true));
        var errors = npm.StandardError.ReadToEndAsync(CancellationToken.None);
        npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        if (npm.ExitCode == 0) return;

        throw new InvalidOperationException(
            $"'npm ci' in {root} ended with {npm.ExitCode}: {errors.GetAwaiter().GetResult().Trim()}");
    }

    private static Process Start(string root)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            ArgumentList = { "ci", "--no-audit", "--no-fund", "--loglevel=error" },
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(NodeMissing, e);
        }
    }

    // In short waits: a named mutex cannot be awaited together with a cancellation.
    private static void Enter(Mutex mutex, CancellationToken cancellation)
    {
        try
        {
            while (!mutex.WaitOne(TimeSpan.FromMilliseconds(250))) cancellation.ThrowIfCancellationRequested();
        }
        catch (AbandonedMutexException)
        {
            // Its owner died while it installed. The mutex is ours, and what was left behind is checked next.
        }
    }

    private static string Fingerprint(string root) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..16];
}
