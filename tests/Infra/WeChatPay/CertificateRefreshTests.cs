using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public sealed class CertificateRefreshTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Start = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);

    private readonly X509Certificate2 _old =
        WeChatPaySide.Certificate(WeChatPaySide.PlatformKey, Start.AddYears(-4), Start.AddYears(1), 0x5D);

    private readonly X509Certificate2 _new =
        WeChatPaySide.Certificate(WeChatPaySide.OtherKey, Start.AddDays(-1), Start.AddYears(5), 0x6E);

    [Fact]
    public async Task The_first_list_is_checked_with_a_certificate_out_of_itself()
    {
        await using var endpoint = await ListsAsync(() => [_old, _new]);
        using var calling = Calling(endpoint);

        Assert.True(await FetchAsync(calling, _new.SerialNumber));

        Assert.Equal(2, calling.Merchant.Ring.Count);
        Assert.NotNull(calling.Merchant.Ring.Find(_old.SerialNumber, Start));
    }

    [Fact]
    public async Task A_list_signed_with_another_key_than_it_names_is_not_taken()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(context =>
            AnswerAsync(context, WeChatPaySide.CertificateList(_old), WeChatPaySide.OtherKey, _old.SerialNumber));
        using var calling = Calling(endpoint);

        Assert.False(await FetchAsync(calling, _old.SerialNumber));
        Assert.Equal(0, calling.Merchant.Ring.Count);
    }

    [Fact]
    public async Task A_list_without_a_signature_is_not_taken()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(
            context => context.Response.WriteAsync(WeChatPaySide.CertificateList(_old)));
        using var calling = Calling(endpoint);

        Assert.False(await FetchAsync(calling, _old.SerialNumber));
    }

    [Fact]
    public async Task What_is_listed_wrongly_is_left_out_and_the_rest_is_taken()
    {
        var expired =
            WeChatPaySide.Certificate(WeChatPaySide.PlatformKey, Start.AddYears(-5), Start.AddSeconds(-1), 0x11);
        var list = $$"""{"data":[{{string.Join(',',
            WeChatPaySide.CertificateItem(_old),
            WeChatPaySide.CertificateItem(_new, serial: "6E00"),
            WeChatPaySide.CertificateItem(_new, until: Start.AddYears(9)),
            WeChatPaySide.CertificateItem(expired),
            WeChatPaySide.CertificateItem(_new).Replace("14b16c03dc1b", "14b16c03dc1c", StringComparison.Ordinal))}}]}""";
        await using var endpoint = await FakeEndpoint.StartAsync(
            context => AnswerAsync(context, list, WeChatPaySide.PlatformKey, _old.SerialNumber));
        using var calling = Calling(endpoint);

        Assert.True(await FetchAsync(calling, _old.SerialNumber));
        Assert.Equal([_old.SerialNumber], calling.Merchant.Ring.Keys.Select(key => key.Serial));
    }

    [Fact]
    public void A_certificate_with_a_small_key_is_left_out()
    {
        using var small = System.Security.Cryptography.RSA.Create(1024);
        var weak = WeChatPaySide.Certificate(small, Start.AddDays(-1), Start.AddDays(1), 0x22);

        var opened = PlatformCertificates.Open(
            System.Text.Encoding.UTF8.GetBytes(WeChatPaySide.CertificateList(weak)), new(WeChatPaySide.ApiV3Key),
            new(IssuerCheck.None), Start);

        Assert.Empty(opened.Holding);
        Assert.Equal(weak.SerialNumber, Assert.Single(opened.LeftOut).Serial);
    }

    [Fact]
    public async Task Many_who_miss_one_serial_cost_one_download()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var endpoint = await FakeEndpoint.StartAsync(async context =>
        {
            await gate.Task;
            await AnswerAsync(
                context, WeChatPaySide.CertificateList(_old), WeChatPaySide.PlatformKey, _old.SerialNumber);
        });
        using var calling = Calling(endpoint);

        var fetches = Enumerable.Range(0, 20).Select(_ => FetchAsync(calling, _old.SerialNumber)).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(fetches), Assert.True);
        Assert.Equal(1, endpoint.Requests);
    }

    [Fact]
    public async Task A_strangers_serial_costs_one_download_and_then_none_for_a_while()
    {
        await using var endpoint = await ListsAsync(() => [_old]);
        using var calling = Calling(endpoint);

        Assert.False(await FetchAsync(calling, "77AB"));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await FetchAsync(calling, "77AB"));
        Assert.Equal(1, endpoint.Requests);

        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False(await FetchAsync(calling, "77AB"));
        Assert.Equal(2, endpoint.Requests);
    }

    [Fact]
    public async Task A_flood_of_made_up_serials_costs_one_download_a_minute()
    {
        await using var endpoint = await ListsAsync(() => [_old]);
        using var calling = Calling(endpoint);

        for (var i = 0; i < 100; i++) Assert.False(await FetchAsync(calling, $"77{i:X4}"));
        Assert.Equal(1, endpoint.Requests);

        _clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 100; i++) Assert.False(await FetchAsync(calling, $"78{i:X4}"));
        Assert.Equal(2, endpoint.Requests);
    }

    [Fact]
    public void A_flood_of_made_up_serials_does_not_grow_without_end()
    {
        var unknown = new UnknownSerials();

        for (var i = 0; i < 3 * UnknownSerials.CountMax; i++)
        {
            Assert.True(unknown.IsWorthAsking($"77{i:X6}", Start));
            if (i % 700 == 0) unknown.Settle(_ => false, Start.AddMinutes(10));
        }

        Assert.InRange(unknown.Count, 1, 2 * UnknownSerials.CountMax);
    }

    [Fact]
    public void What_the_vault_has_is_no_longer_looked_for_and_what_it_has_not_is_no_strangers_yet()
    {
        var unknown = new UnknownSerials();
        unknown.IsWorthAsking("A1", Start);
        unknown.IsWorthAsking("B2", Start);

        unknown.Found(serial => serial == "A1");

        Assert.True(unknown.IsAnyWanted);
        Assert.Equal(1, unknown.Count);
        Assert.True(unknown.IsWorthAsking("B2", Start));
        unknown.Found(serial => serial == "B2");
        Assert.False(unknown.IsAnyWanted);
    }

    [Fact]
    public async Task What_is_no_certificates_serial_is_never_asked_for()
    {
        await using var endpoint = await ListsAsync(() => [_old]);
        using var calling = Calling(endpoint);

        Assert.False(await FetchAsync(calling, "PUB_KEY_ID_0119000000012024110100000000000002"));
        Assert.False(await FetchAsync(calling, new('A', 41)));
        Assert.Equal(0, endpoint.Requests);
    }

    [Fact]
    public async Task The_ring_is_read_at_the_start_and_again_when_it_is_due()
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        X509Certificate2[] listed = [_old];
        FakeEndpoint? endpoint = null;
        endpoint = await FakeEndpoint.StartAsync(async context =>
        {
            await AnswerAsync(
                context, WeChatPaySide.CertificateList(listed), WeChatPaySide.PlatformKey, _old.SerialNumber);
            if (endpoint!.Requests == 2) second.SetResult();
        });
        await using var _ = endpoint;
        using var calling = Calling(endpoint);
        await calling.Keeper.StartAsync(Cancellation);
        await UntilAsync(() => calling.Merchant.Ring.Count == 1 && _clock.Waiting > 0);

        listed = [_old, _new];
        _clock.Advance(TimeSpan.FromHours(12));
        await second.Task.WaitAsync(Cancellation);
        await UntilAsync(() => calling.Merchant.Ring.Count == 2);

        await calling.Keeper.StopAsync(Cancellation);
    }

    [Fact]
    public async Task An_unknown_serial_in_a_callback_wakes_the_refresh_and_the_callback_waits_for_nothing()
    {
        X509Certificate2[] listed = [_old];
        await using var endpoint = await ListsAsync(() => listed);
        using var calling = Calling(endpoint);
        await calling.Keeper.StartAsync(Cancellation);
        await UntilAsync(() => calling.Merchant.Ring.Count == 1 && _clock.Waiting > 0);
        _clock.Advance(TimeSpan.FromMinutes(2));

        listed = [_old, _new];
        ((IUnknownSerials)calling.Certificates).Ask(calling.Merchant, _new.SerialNumber);
        await UntilAsync(() => calling.Merchant.Ring.Count == 2);

        await calling.Keeper.StopAsync(Cancellation);
    }

    [Fact]
    public async Task An_endpoint_that_fails_is_tried_again_and_stops_nothing()
    {
        var healthy = false;
        await using var endpoint = await FakeEndpoint.StartAsync(context => healthy
            ? AnswerAsync(context, WeChatPaySide.CertificateList(_old), WeChatPaySide.PlatformKey, _old.SerialNumber)
            : UnavailableAsync(context));
        using var calling = Calling(endpoint);
        await calling.Keeper.StartAsync(Cancellation);
        await UntilAsync(() => endpoint.Requests == 1 && _clock.Waiting > 0);

        healthy = true;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => calling.Merchant.Ring.Count == 1);

        await calling.Keeper.StopAsync(Cancellation);
    }

    [Fact]
    public async Task In_public_key_mode_no_certificates_is_a_fine_answer()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("""{"code":"RESOURCE_NOT_EXISTS","message":"无可用的平台证书"}""");
        });
        using var calling = new Calling(endpoint.Url, WeChatPaySide.Options(publicKeyMode: true), _clock);
        await calling.Keeper.StartAsync(Cancellation);
        await UntilAsync(() => endpoint.Requests == 1 && _clock.Waiting > 0);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((1, 1), (endpoint.Requests, calling.Merchant.Ring.Count));
        await calling.Keeper.StopAsync(Cancellation);
    }

    [Fact]
    public async Task An_answer_signed_with_a_certificate_nobody_has_seen_is_read_once_it_is_fetched()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(context => context.Request.Path == "/v3/certificates"
            ? AnswerAsync(context, WeChatPaySide.CertificateList(_old, _new), WeChatPaySide.OtherKey, _new.SerialNumber)
            : AnswerAsync(context, WeChatPaySide.Transaction(), WeChatPaySide.OtherKey, _new.SerialNumber));
        using var calling = Calling(endpoint);

        var answer = await calling.Provider.QueryAsync(Infra.WeChatPay.Calling.Order(), Cancellation);

        Assert.Equal(OrderEvent.PaymentSucceeded, answer.Evidence?.Event);
        Assert.Equal(2, endpoint.Requests);
    }

    public void Dispose()
    {
        _old.Dispose();
        _new.Dispose();
    }

    private static Task UnavailableAsync(HttpContext context)
    {
        context.Response.StatusCode = 503;
        return Task.CompletedTask;
    }

    /// <summary>The download runs on the real network: its end is awaited by looking, not by a guess at its
    /// length.</summary>
    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<bool> FetchAsync(Calling calling, string serial) =>
        calling.Certificates.FetchAsync(calling.Merchant, serial, Cancellation);

    private Calling Calling(FakeEndpoint endpoint) => new(endpoint.Url, WeChatPaySide.Options(), _clock);

    private Task<FakeEndpoint> ListsAsync(Func<X509Certificate2[]> listed) => FakeEndpoint.StartAsync(context =>
        AnswerAsync(context, WeChatPaySide.CertificateList(listed()), WeChatPaySide.PlatformKey, _old.SerialNumber));

    private Task AnswerAsync(HttpContext context, string body, System.Security.Cryptography.RSA key, string serial) =>
        Infra.WeChatPay.Calling.AnswerAsync(context, 200, body, key, serial, _clock.GetUtcNow());
}
