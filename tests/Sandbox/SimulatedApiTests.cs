using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Sandbox;

public sealed class SimulatedApiTests(SimulatedProvider simulated) : IClassFixture<SimulatedProvider>
{
    private readonly SimulatedWeChatPay _provider = simulated.Provider;
    private readonly MerchantSide _merchant = simulated.Merchant;
    private readonly string _order = simulated.NewOrder();

    [Fact]
    public async Task A_signed_prepay_is_taken_and_its_answer_is_signed_by_the_current_certificate()
    {
        var (status, body, raw) = await _merchant.PlaceAsync(_merchant.Prepay(_order));

        Assert.Equal(200, status);
        Assert.StartsWith("weixin://", body.GetProperty("code_url").GetString(), StringComparison.Ordinal);
        Assert.Equal(_provider.Certificates.Current.Serial, raw.Headers.GetValues("Wechatpay-Serial").Single());
        Assert.True(_merchant.Verifies(raw));
    }

    [Fact]
    public async Task A_public_key_merchant_is_answered_under_the_key_id_and_has_no_certificates()
    {
        using var merchant = new MerchantSide(_provider, _provider.PublicKeyMode);

        var (status, _, raw) = await merchant.PlaceAsync(merchant.Prepay(_order));
        var certificates = await merchant.SendAsync(HttpMethod.Get, "/v3/certificates", "");

        Assert.Equal(200, status);
        Assert.StartsWith("PUB_KEY_ID_", raw.Headers.GetValues("Wechatpay-Serial").Single(), StringComparison.Ordinal);
        Assert.True(merchant.Verifies(raw));
        Assert.Equal(404, certificates.Status);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("other body")]
    [InlineData("other target")]
    [InlineData("other method")]
    [InlineData("unknown merchant")]
    [InlineData("other serial")]
    [InlineData("five minutes old")]
    [InlineData("five minutes early")]
    [InlineData("not base64")]
    [InlineData("other scheme")]
    public async Task A_badly_signed_request_is_refused_and_changes_nothing(string flaw)
    {
        const string target = "/v3/pay/transactions/native";
        var body = _merchant.Prepay(_order);
        var post = HttpMethod.Post;
        var good = _merchant.Authorization(post, target, body);
        var authorization = flaw switch
        {
            "none" => null,
            "other body" => _merchant.Authorization(post, target, body + " "),
            "other target" => _merchant.Authorization(post, target + "?a=b", body),
            "other method" => _merchant.Authorization(HttpMethod.Put, target, body),
            "unknown merchant" => _merchant.Authorization(post, target, body, merchantId: "1900009999"),
            "other serial" => _merchant.Authorization(post, target, body, serial: new string('A', 40)),
            "five minutes old" => _merchant.Authorization(post, target, body, at: DateTimeOffset.UtcNow.AddMinutes(-5)),
            "five minutes early" => _merchant.Authorization(post, target, body, DateTimeOffset.UtcNow.AddMinutes(5.1)),
            "not base64" => good.Replace("signature=\"", "signature=\"!", StringComparison.Ordinal),
            _ => good.Replace("WECHATPAY2-SHA256-RSA2048", "WECHATPAY2-SM2-WITH-SM3", StringComparison.Ordinal),
        };

        var (status, answer, _) = await _merchant.SendAsync(post, target, body, authorization);

        Assert.Equal(401, status);
        Assert.Equal("SIGN_ERROR", answer.GetProperty("code").GetString());
        var information = answer.GetProperty("detail").GetProperty("sign_information");
        Assert.Equal(post.Method, information.GetProperty("method").GetString());
        Assert.Equal(target, information.GetProperty("url").GetString());
        Assert.Equal(404, (await _merchant.QueryAsync(_order)).Status);
    }

    [Fact]
    public async Task Certificates_decrypt_with_the_api_v3_key_and_a_new_one_is_shown_beside_the_old()
    {
        var issued = _provider.Certificates.Issue();

        var (_, body, raw) = await _merchant.SendAsync(HttpMethod.Get, "/v3/certificates", "");

        var shown = body.GetProperty("data").EnumerateArray().ToDictionary(
            one => one.GetProperty("serial_no").GetString()!,
            one => _merchant.Open(one.GetProperty("encrypt_certificate")));
        Assert.Equal(_provider.Certificates.All().Select(key => key.Serial), shown.Keys);
        Assert.Equal(issued.Certificate!.ExportCertificatePem(), shown[issued.Serial]);
        Assert.True(_merchant.Verifies(raw));
    }

    [Fact]
    public async Task The_same_prepay_again_gives_the_same_code_and_another_one_is_refused()
    {
        var asked = _merchant.Prepay(_order, 100);
        var first = await _merchant.PlaceAsync(asked);

        var again = await _merchant.PlaceAsync(asked);
        var other = await _merchant.PlaceAsync(_merchant.Prepay(_order, 101));

        Assert.Equal(first.Body.GetProperty("code_url").GetString(), again.Body.GetProperty("code_url").GetString());
        Assert.Equal((400, "INVALID_REQUEST"), (other.Status, other.Body.GetProperty("code").GetString()));
        Assert.EndsWith("-268498688", other.Raw.Headers.GetValues("Request-ID").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"total\":1234", "\"total\":0", "amount.total")]
    [InlineData("\"total\":1234", "\"total\":1.5", "amount.total")]
    [InlineData("CNY", "USD", "amount.currency")]
    [InlineData("ORDER", "ORDER00000000000000000000000", "out_trade_no")]
    [InlineData("ORDER", "ORDER/", "out_trade_no")]
    [InlineData("http://127.0.0.1:9/notify", "http://127.0.0.1:9/notify?a=b", "notify_url")]
    [InlineData("http://127.0.0.1:9/notify", "/notify", "notify_url")]
    [InlineData("\"description\"", "\"descriptions\"", "description")]
    public async Task A_prepay_that_breaks_a_rule_is_refused_by_the_field(string part, string spoiled, string field)
    {
        var body = _merchant.Prepay(_order).Replace(part, spoiled, StringComparison.Ordinal);

        var (status, answer, _) = await _merchant.PlaceAsync(body);

        Assert.Equal((400, "PARAM_ERROR"), (status, answer.GetProperty("code").GetString()));
        Assert.StartsWith(field + ":", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expiry_that_is_not_ahead_is_refused()
    {
        var soon = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

        var (status, answer, _) = await _merchant.PlaceAsync(_merchant.Prepay(_order, timeExpire: soon));

        Assert.Equal(400, status);
        Assert.StartsWith("time_expire:", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paid_order_cannot_be_closed_and_says_so()
    {
        await _merchant.PlaceAsync(_merchant.Prepay(_order));
        _provider.PlanFor(_order, new() { Lose = true });
        Assert.True(_provider.Pay(_order));

        var close = await _merchant.CloseAsync(_order);
        var query = await _merchant.QueryAsync(_order);

        Assert.Equal((400, "ORDER_PAID"), (close.Status, close.Body.GetProperty("code").GetString()));
        Assert.Equal("SUCCESS", query.Body.GetProperty("trade_state").GetString());
        Assert.Equal(1234, query.Body.GetProperty("amount").GetProperty("payer_total").GetInt64());
        Assert.False(_provider.Pay(_order));
    }

    [Fact]
    public async Task A_closed_order_closes_again_and_cannot_be_paid_or_placed()
    {
        var asked = _merchant.Prepay(_order);
        await _merchant.PlaceAsync(asked);

        var first = await _merchant.CloseAsync(_order);
        var again = await _merchant.CloseAsync(_order);
        var placed = await _merchant.PlaceAsync(asked);

        Assert.Equal((204, 204), (first.Status, again.Status));
        Assert.True(_merchant.Verifies(first.Raw));
        Assert.Equal("ORDER_CLOSED", placed.Body.GetProperty("code").GetString());
        Assert.Equal("CLOSED", (await _merchant.QueryAsync(_order)).Body.GetProperty("trade_state").GetString());
        Assert.False(_provider.Pay(_order));
    }

    [Fact]
    public async Task An_unpaid_order_answers_without_the_fields_that_only_a_payment_has()
    {
        await _merchant.PlaceAsync(_merchant.Prepay(_order));

        var (status, answer, _) = await _merchant.QueryAsync(_order);

        Assert.Equal((200, "NOTPAY"), (status, answer.GetProperty("trade_state").GetString()));
        Assert.False(answer.TryGetProperty("transaction_id", out _));
        Assert.False(answer.GetProperty("amount").TryGetProperty("payer_total", out _));
    }

    [Fact]
    public async Task A_gated_call_waits_and_is_carried_out_when_the_gate_opens()
    {
        await _merchant.PlaceAsync(_merchant.Prepay(_order));
        _provider.PlanFor(_order, new() { Lose = true });
        var gate = _provider.GateNext("close", _order);

        var closing = _merchant.CloseAsync(_order);
        await gate.Arrived.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(_provider.Pay(_order));
        gate.Open();

        Assert.Equal("ORDER_PAID", (await closing).Body.GetProperty("code").GetString());
    }
}
