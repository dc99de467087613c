using System.Net.Sockets;
using System.Text;
using PayFunctions.Sandbox.World;
using PayFunctions.Tests.Functions;

namespace PayFunctions.Tests.Fuzz;

/// <summary>The bytes of whole requests, request line and headers too, through Kestrel and over a socket.</summary>
[Collection(nameof(AppCollection))]
public class WireFuzzTests(AppFixture world)
{
    /// <summary>Of a thousand of all inputs; a socket for each takes its time.</summary>
    private const int Share = 1;

    /// <summary>The server's own word on <c>HTP/1.1</c>.</summary>
    private const int NotThisHttp = 505;

    /// <summary>A request that is cut short is waited for by the app; whoever sent it has seen enough.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    [Fact]
    public Task Whole_requests() => FuzzRun.RunAsync("wire", Share, Make, HoldAsync);

    private WireInput Make(Dice dice)
    {
        var body = AppFixture.Body(world.NewOrderId());
        var good = dice.Of([
            $"POST /api/orders HTTP/1.1\r\nHost: pay.example.com\r\nx-functions-key: {RunningApp.FunctionKey}\r\nIdempotency-Key: {world.NewOrderId()}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}",
            "POST /api/callbacks/wechatpay/1900000001 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            $"GET /api/orders/ORD0001?code={RunningApp.FunctionKey} HTTP/1.1\r\nHost: [::1]:80\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n",
            "GET /api/health HTTP/1.0\r\n\r\n",
            "POST /api/callbacks/alipay HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\na=b",
        ]);
        return new(OddBytes.Changed(dice, Encoding.UTF8.GetBytes(good)));
    }

    private async Task HoldAsync(WireInput input)
    {
        using var connection = new RawConnection(world.App.Http.BaseAddress!);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await connection.OpenAsync(enough.Token);
        await connection.SendAsync(input.Bytes, enough.Token);
        enough.CancelAfter(Patience);
        try
        {
            var answer = await connection.ReadAsync(enough.Token);
            Assert.True(answer is null or { Status: < 500 or NotThisHttp }, answer?.Head);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            Assert.False(TestContext.Current.CancellationToken.IsCancellationRequested); // It waits for the rest, or hung up.
        }
    }

    private sealed record WireInput(byte[] Bytes)
    {
        public override string ToString() => $"{Encoding.Latin1.GetString(Bytes)}\n(base64: {Convert.ToBase64String(Bytes)})";
    }
}
