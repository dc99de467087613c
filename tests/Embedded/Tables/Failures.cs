using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace PayFunctions.Tests.Embedded.Tables;

public class Failures(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // azure-sdk-for-net: sdk/core/Azure.Core/src/Pipeline/RetryPolicy.cs;
    // sdk/tables/Azure.Data.Tables/src/TablesRequestFailedDetailsParser.cs
    [Fact]
    public async Task Storage_that_is_away_is_status_0_after_the_tries_that_the_options_allow()
    {
        var tries = new CountingPolicy();
        var options = QuickRetries(tries);
        var table = new TableServiceClient(AwayConnectionString(), options).GetTableClient("orders");
        var watch = Stopwatch.StartNew();

        var e = await Assert.ThrowsAnyAsync<Exception>(
            () => table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation));

        var failures = e is AggregateException all ? all.InnerExceptions : [e];
        Assert.All(failures, failure => Assert.Equal(0, Assert.IsType<RequestFailedException>(failure).Status));
        Assert.Equal(3, tries.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    // azure-sdk-for-net: sdk/core/Azure.Core/src/Pipeline/RetryPolicy.cs;
    // sdk/tables/Azure.Data.Tables/src/TablesRequestFailedDetailsParser.cs
    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        var tries = new CountingPolicy();
        var table = await azurite.NewTableAsync(QuickRetries(tries));
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);
        var before = tries.Count;

        await Assert.ThrowsAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r"), Cancellation));

        Assert.Equal(before + 1, tries.Count);
    }

    // azure-sdk-for-net: sdk/core/Azure.Core/src/Pipeline/RetryPolicy.cs;
    // sdk/tables/Azure.Data.Tables/src/TablesRequestFailedDetailsParser.cs
    [Fact]
    public async Task A_busy_service_is_tried_again_with_the_same_body()
    {
        var busyOnce = new BusyOncePolicy();
        var name = AzuriteFixture.NewTableName();
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient(name);
        await table.CreateIfNotExistsAsync(Cancellation);
        var patient = new TableServiceClient(azurite.ConnectionString, QuickRetries(busyOnce)).GetTableClient(name);

        await patient.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = "kept" }, Cancellation);

        var row = await table.GetRowAsync("p", "r");
        Assert.Equal("kept", row.GetString("Text"));
        Assert.Equal(2, busyOnce.Tries);
    }

    // azure-sdk-for-net: sdk/core/Azure.Core/src/Pipeline/RetryPolicy.cs;
    // sdk/tables/Azure.Data.Tables/src/TablesRequestFailedDetailsParser.cs
    [Fact]
    public async Task A_wrong_key_is_403_with_the_services_code()
    {
        var wrong = Convert.ToBase64String(new byte[64]);
        var endpoint = azurite.ConnectionString.Split("TableEndpoint=")[1];
        var table = new TableServiceClient(
            $"AccountName=devstoreaccount1;AccountKey={wrong};TableEndpoint={endpoint}").GetTableClient("orders");

        var e = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation));

        Assert.Equal(403, e.Status);
        Assert.False(string.IsNullOrEmpty(e.ErrorCode));
    }

    // azure-sdk-for-net: sdk/core/Azure.Core/src/Pipeline/RetryPolicy.cs;
    // sdk/tables/Azure.Data.Tables/src/TablesRequestFailedDetailsParser.cs
    [Fact]
    public async Task A_cancelled_wait_ends_as_cancelled()
    {
        var table = await azurite.NewTableAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => table.AddEntityAsync(new TableEntity("p", "r"), cancelled.Token));
    }

    private static TableClientOptions QuickRetries(HttpPipelinePolicy policy)
    {
        var options = new TableClientOptions
        {
            Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(10), MaxDelay = TimeSpan.FromMilliseconds(20) },
        };
        options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    // A port that was free a moment ago: whoever connects is refused.
    private static string AwayConnectionString()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return "AccountName=devstoreaccount1;AccountKey=AAAA;"
            + $"TableEndpoint=http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/devstoreaccount1";
    }
}
