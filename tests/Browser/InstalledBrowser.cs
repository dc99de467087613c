namespace PayFunctions.Tests.Browser;

/// <summary>A Chromium that this machine has; <c>.ci/run</c> installs Debian's where it can.</summary>
internal static class InstalledBrowser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    public static string PathOrSkip()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var found = Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"no browser on this machine: none of {string.Join(", ", Names)} is on the path ('apt-get install chromium' brings one)");
        return found!;
    }
}
