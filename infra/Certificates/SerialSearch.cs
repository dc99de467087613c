namespace PayFunctions.Infra.Certificates;

/// <summary>Looks for serials that messages name and no ring has.</summary>
internal sealed class SerialSearch(CertificateUpdater updater, TimeProvider clock)
{
    /// <summary>Somebody met such a serial: looked for in the background, unless it is a known stranger's.</summary>
    public void Ask(ISerialSeeker account, string serial)
    {
        if (IsWorthAsking(account, serial)) _ = updater.RenewAsync(account.Account, RenewalTrigger.UnknownSerial);
    }

    /// <summary>The same for who can wait: ends when the ring is as fresh as it may be.</summary>
    /// <returns>Whether the ring has the serial now.</returns>
    public async Task<bool> FetchAsync(ISerialSeeker account, string serial, CancellationToken cancellation)
    {
        if (!IsWorthAsking(account, serial)) return false;
        var renewal = updater.RenewAsync(account.Account, RenewalTrigger.UnknownSerial);
        while (true)
        {
            // It verifies before it is kept: the caller need not wait for the vault.
            var change = account.NextChange;
            var (isOver, has) = (renewal.IsCompleted, account.Has(serial, clock.GetUtcNow()));
            if (isOver || has) return has;
            await Task.WhenAny(renewal, change).WaitAsync(cancellation);
        }
    }

    private bool IsWorthAsking(ISerialSeeker account, string serial) =>
        account.IsSerial(serial) && account.Unknown.IsWorthAsking(serial, clock.GetUtcNow());
}
