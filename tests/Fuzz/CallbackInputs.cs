namespace PayFunctions.Tests.Fuzz;

/// <summary>Callbacks of one provider: as they come, with other contents under a genuine signature, and broken on the way.</summary>
internal abstract class CallbackInputs
{
    /// <summary>A signature costs what a hundred broken inputs do.</summary>
    private const int GenuineOneIn = 10;

    private const int StorageFailsOneIn = 40;

    /// <summary>Has been taken already when it is sent once more.</summary>
    public abstract FuzzRequest Taken();

    /// <summary>Other contents, signed by the provider.</summary>
    protected abstract FuzzRequest Signed(Dice dice);

    /// <summary>Other contents without a signature that fits, or that of another.</summary>
    protected abstract FuzzRequest Unsigned(Dice dice);

    public (FuzzRequest Request, bool IsGenuine) Make(Dice dice)
    {
        if (dice.OneIn(GenuineOneIn)) return (Signed(dice) with { StorageFails = dice.OneIn(StorageFailsOneIn) }, true);
        var request = dice.Below(4) switch
        {
            0 => Unsigned(dice),
            1 => Taken() is var taken ? taken with { Body = OddBytes.Changed(dice, taken.Body) } : null!,
            _ => Taken(),
        };
        for (var left = dice.Below(3); left > 0; left--) request.ChangeAHeader(dice);
        if (dice.OneIn(30)) request = request with { Target = request.Target + dice.Of(["?", "?code=x", "/", "%00", "%2F..", "?a=%ZZ", "//"]) };
        if (dice.OneIn(60)) request = request with { Method = dice.Of(["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "post", "PATCH"]) };
        return (request, false);
    }
}
