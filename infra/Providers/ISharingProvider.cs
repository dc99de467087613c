using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;

namespace PayFunctions.Infra.Providers;

/// <summary>What the app asks of a provider whose payments can be divided among receivers.</summary>
public interface ISharingProvider
{
    /// <summary>Whether that account may receive shares of the order.</summary>
    bool IsReceiver(Order order, string account);

    /// <summary>Sends a split on its way, its receivers made known first. Safe to repeat: its number is the key.</summary>
    Task<SplitAnswer> SplitAsync(Order order, Split split, CancellationToken cancellation);

    /// <summary>Asks how the split stands.</summary>
    Task<SplitAnswer> QuerySplitAsync(Order order, Split split, CancellationToken cancellation);

    /// <summary>Calls a share back. Safe to repeat: its number is the key.</summary>
    Task<SplitAnswer> ReturnShareAsync(Order order, Split split, ShareReturn given, CancellationToken cancellation);

    /// <summary>Asks how the return stands.</summary>
    Task<SplitAnswer> QueryReturnAsync(Order order, Split split, ShareReturn given, CancellationToken cancellation);
}
