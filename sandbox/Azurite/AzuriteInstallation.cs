namespace PayFunctions.Sandbox.Azurite;

/// <summary>Azurite in the repository's node_modules, installed when it is not there yet.</summary>
internal static class AzuriteInstallation
{
    /// <param name="service"><c>table</c> or <c>blob</c>.</param>
    /// <returns>The script that starts that service.</returns>
    internal static Task<string> EnsureAsync(string service, Action<string> say, CancellationToken cancellation) =>
        NpmFolder.EnsureAsync(
            RepositoryRoot.Find(), Path.Combine("azurite", "dist", "src", service, "main.js"),
            "Azurite (about 370 MB, once, one to three minutes)", say, cancellation);
}
