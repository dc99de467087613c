using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Sandbox.Azurite;

/// <summary>
/// What a folder's package-lock.json names, installed by <c>npm ci</c> when it is not there yet; one process at a time.
/// </summary>
internal static class NpmFolder
{
    internal const string NodeMissing =
        "Node.js 20 or newer is needed: install it from https://nodejs.org (it brings npm), "
        + "see that 'node' and 'npm' are on the PATH, and start again.";

    /// <param name="inModules">A file that has to be there, from node_modules on.</param>
    /// <param name="what">What is installed and how long it takes, for whoever waits.</param>
    /// <returns>That file.</returns>
    /// <remarks>On a thread of its own, since a mutex belongs to a thread.</remarks>
    /// <exception cref="InvalidOperationException">It could not be installed; the message says why.</exception>
    internal static Task<string> EnsureAsync(
        string root, string inModules, string what, Action<string> say, CancellationToken cancellation) =>
        Task.Factory.StartNew(
            () => Ensure(root, Path.Combine(root, "node_modules", inModules), what, say, cancellation),
            cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private static string Ensure(
        string root, string script, string what, Action<string> say, CancellationToken cancellation)
    {
        using var oneAtATime = new Mutex(false, $"Global\\payfunctions-npm-{Fingerprint(root)}");
        Enter(oneAtATime, cancellation);
        try
        {
            if (!IsComplete(root, script)) Install(root, what, say, cancellation);
        }
        finally
        {
            oneAtATime.ReleaseMutex();
        }

        return File.Exists(script)
            ? script
            : throw new InvalidOperationException($"npm ci in {root} ended well and did not bring {script}.");
    }

    // npm writes its own list last, so that an install that broke off is not taken for a whole one.
    private static bool IsComplete(string root, string script) =>
        File.Exists(script) && File.Exists(Path.Combine(root, "node_modules", ".package-lock.json"));

    private static void Install(string root, string what, Action<string> say, CancellationToken cancellation)
    {
        say($"installing {what} by 'npm ci' in {root}");
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
