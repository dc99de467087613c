using System.Net;

namespace PayFunctions.Sandbox.Azurite;

/// <summary>The table service of Azurite as a process of its own, on loopback.</summary>
/// <remarks>
/// It dies with this process however that ends: it holds the other end of a pipe from here as its standard input
/// and closes, its data saved, when that ends.
/// </remarks>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan ClosesWithin = TimeSpan.FromSeconds(10);

    private readonly string _script;
    private readonly string? _folder;
    private NodeProcess _node;

    private AzuriteProcess(string script, string? folder, int port, NodeProcess node)
    {
        _script = script;
        _folder = folder;
        _node = node;
        Port = port;
    }

    public int Port { get; }

    /// <summary>With the account and the key that every Azurite has, on this one's port.</summary>
    public string ConnectionString =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"TableEndpoint=http://127.0.0.1:{Port}/devstoreaccount1;";

    /// <param name="folder">Where the rows are kept; null keeps them in memory, and a restart forgets them.</param>
    /// <param name="port">Null: a free one.</param>
    /// <param name="say">Told what takes long: the installation, when Azurite is not there yet.</param>
    /// <exception cref="InvalidOperationException">It cannot start; the message says what to do.</exception>
    public static async Task<AzuriteProcess> StartAsync(
        string? folder, int? port, Action<string> say, CancellationToken cancellation)
    {
        var script = await AzuriteInstallation.EnsureAsync("table", say, cancellation);
        var (node, chosen) = await NodeProcess.StartAsync(script, free => Arguments(folder, free), port, cancellation);
        return new(script, folder, chosen, node);
    }

    /// <summary>Closes it with its rows saved; what has not closed within ten seconds is killed.</summary>
    public Task StopAsync(CancellationToken cancellation) => _node.StopAsync(ClosesWithin, cancellation);

    /// <summary>At once; rows written in the last seconds may be lost.</summary>
    public void Kill() => _node.Kill();

    /// <summary>Starts it again on the same port and folder; one that runs is stopped first.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await StopAsync(cancellation);
        _node.Dispose();
        _node = await NodeProcess.StartAsync(_script, Arguments(_folder, Port), cancellation);
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
            .. place,
            "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            "--tableHost", IPAddress.Loopback.ToString(),
            "--tablePort", $"{port}",
            "--tableKeepAliveTimeout", "60", // The default of 5 s closes pooled connections under their users.
        ];
    }
}
