using Azure.Data.Tables;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Tests;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace PayFunctions.Tests;

/// <summary>One Azurite for the whole run, in memory; a test that asks for it waits until it is up.</summary>
/// <remarks>A machine without Node fails the tests that ask, and no others.</remarks>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private static int _lastTable;
    private Task<AzuriteProcess>? _starting;

    public string ConnectionString => Azurite.ConnectionString;

    private AzuriteProcess Azurite =>
        (_starting ?? throw new InvalidOperationException("Azurite is not started.")).GetAwaiter().GetResult();

    /// <summary>A name that no other test has; also good as the beginning of several tables' names.</summary>
    public static string NewTableName() => $"t{Interlocked.Increment(ref _lastTable):D6}";

    public async Task<TableClient> NewTableAsync(TableClientOptions? options = null)
    {
        var table = new TableServiceClient(ConnectionString, options).GetTableClient(NewTableName());
        await table.CreateIfNotExistsAsync(TestContext.Current.CancellationToken);
        return table;
    }

    public ValueTask InitializeAsync()
    {
        _starting = AzuriteProcess.StartAsync(
            folder: null, port: null, say: _ => { }, TestContext.Current.CancellationToken);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_starting is null) return;
        await ((Task)_starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Told to those who asked.
        if (_starting.IsCompletedSuccessfully) await _starting.Result.DisposeAsync();
    }
}
