using System.Net.Sockets;
using Azure.Data.Tables;
using PayFunctions.Sandbox.Azurite;

namespace PayFunctions.Tests.Sandbox.Azurite;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("payfunctions-azurite").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_stored_is_there_after_a_restart_on_the_same_port()
    {
        await using var azurite = await StartAsync(_folder);
        var before = azurite.ConnectionString;
        var table = new TableServiceClient(before).GetTableClient("kept");
        await table.CreateIfNotExistsAsync(Cancellation);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Said"] = "before" }, Cancellation);

        await azurite.RestartAsync(Cancellation);

        var row = await table.GetRowAsync("p", "r");
        Assert.Equal("before", row.GetString("Said"));
        Assert.Equal(before, azurite.ConnectionString);
    }

    [Fact]
    public async Task Once_stopped_nobody_listens_on_its_port()
    {
        await using var azurite = await StartAsync(null);

        await azurite.StopAsync(Cancellation);

        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(
            () => client.ConnectAsync("127.0.0.1", azurite.Port, Cancellation).AsTask());
    }

    [Fact]
    public async Task A_killed_one_can_be_started_again()
    {
        await using var azurite = await StartAsync(_folder);

        azurite.Kill();
        await azurite.RestartAsync(Cancellation);

        var made = await new TableServiceClient(azurite.ConnectionString).GetTableClient("again").CreateIfNotExistsAsync(Cancellation);
        Assert.Equal(204, made.GetRawResponse().Status);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_that_says_so()
    {
        await using var first = await StartAsync(null);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => AzuriteProcess.StartAsync(null, first.Port, _ => { }, Cancellation));

        Assert.Contains("EADDRINUSE", e.Message, StringComparison.Ordinal);
    }

    private static Task<AzuriteProcess> StartAsync(string? folder) =>
        AzuriteProcess.StartAsync(folder, null, _ => { }, Cancellation);
}
