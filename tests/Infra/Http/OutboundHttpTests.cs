using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using PayFunctions.Infra.Http;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Http;

public class OutboundHttpTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly OutboundOptions _options = new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(2),
        ReadTimeout = TimeSpan.FromSeconds(5),
        TotalTimeout = TimeSpan.FromSeconds(10),
        MaxResponseBytes = 4096,
        Resends = 0,
    };

    [Fact]
    public async Task An_answer_is_the_bytes_as_they_came_whatever_the_status()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(async context =>
        {
            context.Response.StatusCode = 404;
            context.Response.Headers["Request-ID"] = "R-1";
            await context.Response.WriteAsync("{\"code\":\"ORDER_NOT_EXIST\"}");
        });

        var answer = await SendAsync(Post(endpoint.Url));

        Assert.Equal((OutboundOutcome.Answered, 404), (answer.Outcome, answer.Status));
        Assert.Equal("{\"code\":\"ORDER_NOT_EXIST\"}", Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal("R-1", answer.Header("Request-ID"));
    }

    [Fact]
    public async Task A_refused_connection_is_not_sent()
    {
        var answer = await SendAsync(Post(NobodyThere()));

        Assert.Equal(OutboundOutcome.NotSent, answer.Outcome);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_not_sent()
    {
        var answer = await SendAsync(Get(new("http://nobody.invalid/")));

        Assert.Equal(OutboundOutcome.NotSent, answer.Outcome);
    }

    [Fact]
    public async Task A_server_that_takes_the_request_and_stays_silent_is_unknown()
    {
        await using var endpoint =
            await FakeEndpoint.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        _options.ConnectTimeout = _options.ReadTimeout = TimeSpan.FromMilliseconds(100);

        var answer = await SendAsync(Post(endpoint.Url));

        Assert.Equal((OutboundOutcome.Unknown, 1), (answer.Outcome, endpoint.Requests));
    }

    [Fact]
    public async Task A_body_that_stops_half_way_is_unknown()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        _options.ReadTimeout = TimeSpan.FromMilliseconds(100);

        Assert.Equal(OutboundOutcome.Unknown, (await SendAsync(Post(endpoint.Url))).Outcome);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_is_unknown_and_the_request_is_not_repeated()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(async context =>
        {
            await new StreamReader(context.Request.Body).ReadToEndAsync();
            context.Abort();
        });
        _options.Resends = 2;

        var answer = await SendAsync(Post(endpoint.Url));

        Assert.Equal((OutboundOutcome.Unknown, 1), (answer.Outcome, endpoint.Requests));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_past_the_limit_is_unknown_with_a_length_or_without(bool withLength)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(async context =>
        {
            if (withLength) context.Response.ContentLength = 5000;
            await context.Response.Body.WriteAsync(new byte[5000]);
        });

        Assert.Equal(OutboundOutcome.Unknown, (await SendAsync(Post(endpoint.Url))).Outcome);
    }

    [Fact]
    public async Task A_read_is_sent_again_until_it_is_answered()
    {
        var seen = 0;
        await using var endpoint = await FakeEndpoint.StartAsync(context =>
        {
            if (Interlocked.Increment(ref seen) < 3) context.Abort();
            return Task.CompletedTask;
        });
        _options.Resends = 2;

        var answer = await SendAsync(Get(endpoint.Url));

        Assert.Equal((OutboundOutcome.Answered, 3), (answer.Outcome, endpoint.Requests));
    }

    [Fact]
    public async Task A_read_is_sent_again_a_few_times_only()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        _options.Resends = 2;

        var answer = await SendAsync(Get(endpoint.Url));

        Assert.Equal((OutboundOutcome.Unknown, 3), (answer.Outcome, endpoint.Requests));
    }

    [Fact]
    public async Task What_never_left_is_sent_again_signed_anew()
    {
        var made = 0;
        var nobody = NobodyThere();
        _options.Resends = 2;

        var answer = await SendAsync(new("test", "post", false, () =>
        {
            made++;
            return Request(HttpMethod.Post, nobody);
        }));

        Assert.Equal((OutboundOutcome.NotSent, 3), (answer.Outcome, made));
    }

    [Fact]
    public async Task The_total_time_ends_all_sending()
    {
        await using var endpoint =
            await FakeEndpoint.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        _options.TotalTimeout = TimeSpan.FromMilliseconds(200);
        _options.Resends = 5;

        var answer = await SendAsync(Get(endpoint.Url));

        Assert.Equal((OutboundOutcome.Unknown, 1), (answer.Outcome, endpoint.Requests));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        await using var endpoint =
            await FakeEndpoint.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        using var http = new OutboundHttp(new Monitored<OutboundOptions>(_options), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.SendAsync(Post(endpoint.Url), caller.Token));
    }

    [Fact]
    public async Task Our_trace_context_stays_at_home()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => Task.CompletedTask);
        using var activity = new Activity("order").SetIdFormat(ActivityIdFormat.W3C).Start();

        await SendAsync(Get(endpoint.Url));

        Assert.False(endpoint.LastHeaders.Has("traceparent"));
        Assert.False(endpoint.LastHeaders.Has("tracestate"));
    }

    private async Task<OutboundAnswer> SendAsync(OutboundCall call)
    {
        using var http = new OutboundHttp(new Monitored<OutboundOptions>(_options), TimeProvider.System);
        return await http.SendAsync(call, Cancellation);
    }

    private static OutboundCall Post(Uri url) =>
        new("test", "post", IsRead: false, () => Request(HttpMethod.Post, url));

    private static OutboundCall Get(Uri url) => new("test", "get", IsRead: true, () => Request(HttpMethod.Get, url));

    private static HttpRequestMessage Request(HttpMethod method, Uri url) => new(method, url)
    {
        Content = method == HttpMethod.Post ? new ExactBody("{}"u8.ToArray(), "application/json") : null,
    };

    /// <summary>A port that was free a moment ago.</summary>
    private static Uri NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return new($"http://127.0.0.1:{port}/");
    }
}
