using System.Diagnostics;

namespace PayFunctions.Bench.Callbacks;

/// <summary>The npm packages beside us, installed from their lock file when they are missing.</summary>
internal static class NodePackages
{
    /// <param name="name">The folder below bench that holds package.json and its lock file.</param>
    public static string Ensure(string name = "peers")
    {
        var folder = Folder(name);
        if (File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"))) return folder;
        Console.WriteLine($"Installing the npm peers (npm ci in bench/{name}) …");
        var start = new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = folder };
        using var npm = Process.Start(start) ?? throw new InvalidOperationException("npm does not start.");
        npm.WaitForExit();
        return npm.ExitCode == 0 ? folder : throw new InvalidOperationException($"npm ci ended with {npm.ExitCode}.");
    }

    private static string Folder(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "bench", name);
            if (File.Exists(Path.Combine(folder, "package.json"))) return folder;
        }
        throw new InvalidOperationException($"bench/{name} is not above the program; run it from a clone.");
    }
}
