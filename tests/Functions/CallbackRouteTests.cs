using System.Net.Http.Headers;
using System.Text;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class CallbackRouteTests(AppFixture world)
{
    private const string Route = "callbacks/wechatpay/1900000001";

    [Fact]
    public async Task A_genuine_notification_needs_no_key_and_is_acknowledged_in_the_providers_words()
    {
        var orderId = world.NewOrderId();
        await world.App.CreateAsync(AppFixture.Body(orderId), orderId);

        using var sealedPayment = world.Provider.SealPayment(orderId);
        using var response = await world.App.Stranger.SendAsync(sealedPayment, TestContext.Current.CancellationToken);
        var answer = await Answer.ReadAsync(response);

        Assert.Equal((200, """{"code":"SUCCESS","message":"成功"}"""), (answer.Status, answer.Text));
        Assert.Equal("Paid", await world.App.StateAsync(orderId));
    }

    [Fact]
    public async Task Refusals_of_a_kind_are_told_in_the_same_words()
    {
        var orderId = world.NewOrderId();
        await world.App.CreateAsync(AppFixture.Body(orderId), orderId);
        NoticeFault[] faults =
        [
            NoticeFault.TamperedBody, NoticeFault.WrongSignature, NoticeFault.StaleTimestamp,
            NoticeFault.UnknownSerial, NoticeFault.SignatureProbe,
        ];

        var answers = new List<(int?, string)>();
        foreach (var fault in faults)
        {
            var forged = await world.Provider.ForgeAsync(orderId, fault, 1, TestContext.Current.CancellationToken);
            answers.Add((forged[0].Status, forged[0].Answer));
        }

        var unsigned = await PostAsync(Route, "{}"u8.ToArray());
        answers.Add((unsigned.Status, unsigned.Text));
        Assert.Equal((401, """{"code":"FAIL","message":"验签失败"}"""), Assert.Single(answers.Distinct()));
        Assert.Equal("AwaitingPayment", await world.App.StateAsync(orderId));
    }

    [Fact]
    public async Task An_account_that_is_not_ours_is_404()
    {
        var answer = await PostAsync("callbacks/wechatpay/1999999999", "{}"u8.ToArray());

        Assert.Equal(404, answer.Status);
        Assert.Equal("FAIL", answer.Json.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_not_read_whether_it_is_announced_or_not(bool announced)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Route)
        {
            Content = new ByteArrayContent(new byte[64 * 1024 + 1]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = !announced;

        using var response = await world.App.Stranger.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await Answer.ReadAsync(response);

        Assert.Equal((413, "FAIL"), (answer.Status, answer.Json.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("callbacks/wechatpay/1900000001", "application/json")]
    [InlineData("callbacks/alipay", "application/x-www-form-urlencoded")]
    [InlineData("callbacks/unionpay", "application/x-www-form-urlencoded")]
    [InlineData("callbacks/appstore", "application/json")]
    public async Task A_gigabyte_is_refused_by_its_announcement_and_never_asked_for(string route, string type)
    {
        using var connection = new RawConnection(world.App.Http.BaseAddress!);
        var head = $"POST /api/{route} HTTP/1.1\r\nHost: x\r\nContent-Type: {type}\r\nExpect: 100-continue\r\nContent-Length: 1073741824\r\n\r\n";

        // The host says "100 Continue" when somebody begins to read.
        var answer = await connection.AskAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);

        Assert.Equal(413, answer.Status);
    }

    [Fact]
    public async Task Only_post_is_a_callback()
    {
        using var response = await world.App.Stranger.GetAsync(Route, TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)response.StatusCode);
    }

    private async Task<Answer> PostAsync(string route, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var response = await world.App.Stranger.PostAsync(route, content, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}
