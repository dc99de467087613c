namespace PayFunctions.Sandbox.Merchant;

/// <summary>What <c>GET orders/{orderId}/splits/{splitId}</c> shows.</summary>
public sealed record SplitView(
    string SplitId, string State, string Number, ShareView[] Receivers, AmountView Rest, ShareReturnView[] Returns,
    string? ProviderSplitId, string? Code);

public sealed record ShareView(string Account, AmountView Amount, string Result, string? Reason);

public sealed record ShareReturnView(string ReturnId, string State, string Account, AmountView Amount, string? Code);
