namespace PayFunctions.Sandbox.Azurite;

/// <summary>Azurite in the repository's node_modules, installed when it is not there yet.</summary>
internal static class AzuriteInstallation
{
    /// <returns>The script that starts the table service.</returns>
    internal static Task<string> EnsureAsync(Action<string> say, CancellationToken cancellation) =>
        NpmFolder.EnsureAsync(
            RepositoryRoot.Find(), Path.Combine("azurite", "dist", "src", "table", "main.js"),
            "Azurite (about 370 MB, once, one to three minutes)", say, cancellation);
}
