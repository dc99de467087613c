using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>
/// 20,000 payments, refunds and reversals of yesterday over four channels, the same on both sides but for forty that were planted.
/// </summary>
/// <remarks>
/// WeChat Pay's, Alipay's and UnionPay's simulators tell in their bills what they hold, and answer questions about it; the App
/// Store's bill is put where bills of channels without a fetch are looked for.
/// </remarks>
internal sealed class BusyDay
{
    public static readonly IReadOnlyList<string> ChannelNames =
        [DayMaking.WeChat, DayMaking.AliPay, DayMaking.UnionPay, DayMaking.AppStore];

    private const int RefusedCallbacks = 17;

    private readonly SandboxWorld _world;
    private readonly DayMaking _making = new();
    private readonly IReadOnlyList<ChannelDay> _channels;

    public BusyDay(SandboxWorld world)
    {
        _world = world;
        var weChat = new BusyWeChat(_making, world.WeChatPay.PlatformMode);
        var alipay = new BusyAlipay(_making, world.Alipay.PublicKeyMode.AppId);
        var unionPay = new BusyUnionPay(_making, world.UnionPay.Shop.MerchantId);
        var appStore = new BusyAppStore(_making);
        weChat.Fill();
        alipay.Fill();
        unionPay.Fill();
        appStore.Fill();
        _channels = [weChat, alipay, unionPay, appStore];
    }

    public DateOnly Date => _making.Date;

    public IReadOnlyList<Planted> Planted => _making.Planted;

    /// <summary>Writes both sides down.</summary>
    /// <returns>How many rows the providers have.</returns>
    public async Task<int> SeedAsync(CancellationToken cancellation)
    {
        var seeding = new DaySeeding(_world.Azurite.ConnectionString);
        await seeding.WriteIndexAsync(_making.Indexed, cancellation);
        await seeding.WriteOrdersAsync(_making.Stored, cancellation);
        foreach (var twice in _making.Twice) await seeding.WriteIndexTwiceAsync(twice, cancellation);
        await seeding.WriteRefusalsAsync(DayMaking.WeChat, _making.Refused, RefusedCallbacks, cancellation);
        foreach (var channel in _channels) await channel.SeedAsync(_world, cancellation);
        return _channels.Sum(channel => channel.Rows);
    }

    public void Forget()
    {
        foreach (var channel in _channels) channel.Forget(_world);
    }
}
