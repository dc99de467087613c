using System.Net;

namespace PayFunctions.Sandbox.Azurite;

/// <summary>The blob service of Azurite as a process of its own, on loopback: for the providers' bills.</summary>
public sealed class AzuriteBlobs : IAsyncDisposable
{
    private static readonly TimeSpan ClosesWithin = TimeSpan.FromSeconds(10);

    private readonly NodeProcess _node;
    private readonly int _port;

    private AzuriteBlobs(NodeProcess node, int port) => (_node, _port) = (node, port);

    /// <summary>With the account and the key that every Azurite has, on this one's port.</summary>
    public string ConnectionString =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"BlobEndpoint=http://127.0.0.1:{_port}/devstoreaccount1;";

    /// <param name="folder">Where the blobs are kept; null keeps them in memory.</param>
    /// <exception cref="InvalidOperationException">It cannot start; the message says what to do.</exception>
    public static async Task<AzuriteBlobs> StartAsync(string? folder, Action<string> say, CancellationToken cancellation)
    {
        var script = await AzuriteInstallation.EnsureAsync("blob", say, cancellation);
        var (node, port) = await NodeProcess.StartAsync(script, free => Arguments(folder, free), port: null, cancellation);
        return new(node, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.StopAsync(ClosesWithin, CancellationToken.None);
        _node.Dispose();
    }

    private static string[] Arguments(string? folder, int port)
    {
        string[] place = folder is null ? ["--inMemoryPersistence"] : ["--location", Path.GetFullPath(folder)];
        return
        [
            .. place, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            "--blobHost", IPAddress.Loopback.ToString(), "--blobPort", $"{port}", "--blobKeepAliveTimeout", "60",
        ];
    }
}
