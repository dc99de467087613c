using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Embedded.Worker;

/// <summary>What a stranger with a few sockets can do to the host; <c>bench -- attacks</c> does the same by the thousand.</summary>
public class AttackTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    // ours: the genuine host stands behind Azure's front ends, this one behind none.
    [Fact]
    public async Task A_hundred_senders_of_half_a_header_hold_nobody_up_and_are_hung_up_on()
    {
        await using var app = await SampleApp.StartAsync(builder => builder.Configuration.AddInMemoryCollection(
            [new("Kestrel:Limits:RequestHeadersTimeout", "00:00:01")]));
        var url = app.Client.BaseAddress!;
        var slow = Enumerable.Range(0, 100).Select(_ => new RawConnection(url)).ToArray();
        foreach (var connection in slow)
        {
            await connection.OpenAsync(Cancellation);
            await connection.SendAsync("POST /api/echo HTTP/1.1\r\nHost: x\r\nx-slow: a"u8.ToArray(), Cancellation);
        }

        using var healthy = await app.Client.PostAsync("/api/echo", new StringContent("well"), Cancellation);
        var ends = await Task.WhenAll(slow.Select(connection => connection.ReadAsync(Cancellation)));

        Assert.Equal(HttpStatusCode.OK, healthy.StatusCode);
        Assert.All(ends, end => Assert.True(end is null or { Status: 408 }, end?.Head));
        foreach (var connection in slow) connection.Dispose();
    }

    // ours: the genuine host stands behind Azure's front ends, this one behind none.
    [Theory]
    [InlineData(1, 40_000)]
    [InlineData(2000, 1)]
    public async Task A_bomb_of_headers_is_refused_before_any_function_hears_of_it(int headers, int length)
    {
        await using var app = await SampleApp.StartAsync();
        using var connection = new RawConnection(app.Client.BaseAddress!);
        var lines = Enumerable.Range(0, headers).Select(i => $"x-{i}: {new string('a', length)}\r\n");

        var answer = await connection.AskAsync(
            Encoding.ASCII.GetBytes($"POST /api/echo HTTP/1.1\r\nHost: x\r\n{string.Concat(lines)}\r\n"), Cancellation);

        Assert.Equal(431, answer.Status);
    }

    /// <summary>Found by fuzzing: Kestrel takes them, and a function that reads its URL failed.</summary>
    // ours: the genuine host stands behind Azure's front ends, which let none of these through.
    [Theory]
    [InlineData("HTTP/1.1", "Host: .")]
    [InlineData("HTTP/1.1", "Host: x:99999")]
    [InlineData("HTTP/1.0", "x-nothing: 1")]
    public async Task A_host_that_makes_no_address_is_a_bad_request(string protocol, string header)
    {
        await using var app = await SampleApp.StartAsync();
        using var connection = new RawConnection(app.Client.BaseAddress!);

        var answer = await connection.AskAsync(
            Encoding.ASCII.GetBytes($"GET /api/nothing {protocol}\r\n{header}\r\n\r\n"), Cancellation);

        Assert.Equal(400, answer.Status);
    }

    // azure-functions-host: src/WebJobs.Script.WebHost/Middleware/HttpRequestBodySizeMiddleware.cs
    [Fact]
    public async Task A_body_past_the_hosts_limit_is_never_asked_for()
    {
        await using var app = await SampleApp.StartAsync();
        using var connection = new RawConnection(app.Client.BaseAddress!);

        // The host says "100 Continue" when somebody begins to read.
        var answer = await connection.AskAsync(
            "POST /api/echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1073741824\r\n\r\n"u8.ToArray(), Cancellation);

        Assert.Equal(413, answer.Status);
    }
}
