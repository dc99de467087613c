namespace Microsoft.Azure.Functions.Worker.Settings;

/// <summary>The folder that host.json and local.settings.json are read from.</summary>
internal static class ContentRoot
{
    /// <summary>AzureWebJobsScriptRoot; else the current folder if it has host.json; else the app's own.</summary>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable("AzureWebJobsScriptRoot") is { Length: > 0 } root)
            return Path.GetFullPath(root);
        var current = Directory.GetCurrentDirectory();
        return File.Exists(Path.Combine(current, "host.json")) ? current : AppContext.BaseDirectory;
    }
}
