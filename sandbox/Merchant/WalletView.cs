namespace PayFunctions.Sandbox.Merchant;

/// <summary>What <c>GET wallets/{account}</c> shows.</summary>
public sealed record WalletView(string Account, AmountView Available, AmountView Frozen);
