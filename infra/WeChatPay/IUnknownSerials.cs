namespace PayFunctions.Infra.WeChatPay;

/// <summary>Told of serials that no ring knows, so that somebody may look for them. Never waits.</summary>
internal interface IUnknownSerials
{
    void Ask(WeChatPayMerchant merchant, string serial);
}
