using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Webhooks;

public class WebhookSenderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, SendOutcome.Accepted)]
    [InlineData(204, SendOutcome.Accepted)]
    [InlineData(301, SendOutcome.Refused)]
    [InlineData(400, SendOutcome.Refused)]
    [InlineData(404, SendOutcome.Refused)]
    [InlineData(410, SendOutcome.Gone)]
    [InlineData(500, SendOutcome.Refused)]
    public async Task The_status_alone_says_how_it_ended(int status, SendOutcome outcome)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        Assert.Equal(new SendResult(outcome, status), await SendAsync(endpoint.Url));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("/elsewhere")]
    public async Task A_redirect_is_not_followed(string location)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(context =>
        {
            context.Response.Redirect(location);
            return Task.CompletedTask;
        });

        var result = await SendAsync(endpoint.Url);

        Assert.Equal((new SendResult(SendOutcome.Refused, 302), 1), (result, endpoint.Requests));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("0.0.0.0")]
    public async Task A_name_that_leads_inside_is_not_connected_to(string address)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => Task.CompletedTask);
        using var sender = Senders.Guarded(address);

        var result = await sender.SendAsync(
            new($"http://shop.example:{endpoint.Url.Port}/"), Message(), Cancellation);

        Assert.Equal((SendOutcome.ForbiddenAddress, 0), (result.Outcome, endpoint.Requests));
    }

    [Fact]
    public async Task A_name_with_one_address_outside_and_one_inside_is_not_connected_to()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => Task.CompletedTask);
        using var sender = Senders.Guarded("8.8.8.8", "127.0.0.1");

        var result = await sender.SendAsync(
            new($"http://shop.example:{endpoint.Url.Port}/"), Message(), Cancellation);

        Assert.Equal((SendOutcome.ForbiddenAddress, 0), (result.Outcome, endpoint.Requests));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task An_address_inside_that_was_named_itself_is_not_connected_to(string host)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => Task.CompletedTask);
        using var sender = Senders.Guarded();

        var result = await sender.SendAsync(new($"http://{host}:{endpoint.Url.Port}/"), Message(), Cancellation);

        Assert.Equal((SendOutcome.ForbiddenAddress, 0), (result.Outcome, endpoint.Requests));
    }

    [Fact]
    public async Task Even_a_sandbox_reaches_no_metadata()
    {
        using var sender = new WebhookSender(
            Senders.Sandbox, TimeProvider.System,
            static (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254")]));

        var result = await sender.SendAsync(new("http://shop.example/"), Message(), Cancellation);

        Assert.Equal(SendOutcome.ForbiddenAddress, result.Outcome);
    }

    [Fact]
    public async Task A_name_that_moves_inside_after_the_first_message_is_not_connected_to_again()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close"; // The next message needs a connection of its own.
            return Task.CompletedTask;
        });
        var address = "127.0.0.1";
        using var sender = new WebhookSender(
            Senders.Sandbox, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));
        var url = new Uri($"http://shop.example:{endpoint.Url.Port}/");

        var first = await sender.SendAsync(url, Message(), Cancellation);
        address = "169.254.169.254";
        var second = await sender.SendAsync(url, Message(), Cancellation);

        Assert.Equal((SendOutcome.Accepted, SendOutcome.ForbiddenAddress), (first.Outcome, second.Outcome));
    }

    [Fact]
    public async Task Nobody_listening_is_no_answer()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        Assert.Equal(SendOutcome.NoAnswer, (await SendAsync(new($"http://127.0.0.1:{port}/"))).Outcome);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_no_answer()
    {
        using var sender = new WebhookSender(
            Senders.Sandbox, TimeProvider.System,
            static (_, _) => throw new SocketException((int)SocketError.HostNotFound));

        var result = await sender.SendAsync(new("http://shop.example/"), Message(), Cancellation);

        Assert.Equal(SendOutcome.NoAnswer, result.Outcome);
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_not_waited_for()
    {
        var asked = new TaskCompletionSource();
        var over = new TaskCompletionSource();
        await using var endpoint = await FakeEndpoint.StartAsync(_ =>
        {
            asked.SetResult();
            return over.Task;
        });
        var clock = new ManualClock(new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
        using var sender = new WebhookSender(Senders.Sandbox, clock);

        var sending = sender.SendAsync(endpoint.Url, Message(), Cancellation);
        await asked.Task.WaitAsync(Cancellation);
        clock.Advance(new WebhookOptions().TotalTimeout);

        Assert.Equal(SendOutcome.NoAnswer, (await sending).Outcome);
        over.SetResult();
    }

    [Fact]
    public async Task An_endless_answer_is_not_read()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(async context =>
        {
            var page = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(page, context.RequestAborted);
        });

        Assert.Equal(SendOutcome.Accepted, (await SendAsync(endpoint.Url)).Outcome);
    }

    private static async Task<SendResult> SendAsync(Uri address)
    {
        using var sender = new WebhookSender(Senders.Sandbox, TimeProvider.System);
        return await sender.SendAsync(address, Message(), Cancellation);
    }

    private static SignedMessage Message() => new("msg_1", 1, "v1,", "{}"u8.ToArray());
}
