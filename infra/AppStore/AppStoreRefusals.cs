namespace PayFunctions.Infra.AppStore;

/// <summary>What each <see cref="AppStoreRefusal"/> is called outside the code, and the status it is answered
/// with.</summary>
public static class AppStoreRefusals
{
    /// <summary>The word in logs and counters, and the heading in docs/app-store.md.</summary>
    public static string Code(AppStoreRefusal refusal) => refusal switch
    {
        AppStoreRefusal.TooLarge => "too-large",
        AppStoreRefusal.Malformed => "malformed",
        AppStoreRefusal.WrongAlgorithm => "wrong-algorithm",
        AppStoreRefusal.WrongChain => "wrong-chain",
        AppStoreRefusal.LeafNotMarked => "leaf-not-marked",
        AppStoreRefusal.IntermediateNotMarked => "intermediate-not-marked",
        AppStoreRefusal.NotUnderTheRoot => "not-under-the-root",
        AppStoreRefusal.CertificateNotInForce => "certificate-not-in-force",
        AppStoreRefusal.BadSignature => "bad-signature",
        AppStoreRefusal.OtherApp => "other-app",
        AppStoreRefusal.OtherEnvironment => "other-environment",
    };

    public static int Status(AppStoreRefusal refusal) => refusal switch
    {
        AppStoreRefusal.TooLarge => 413,
        AppStoreRefusal.Malformed => 400,
        AppStoreRefusal.WrongAlgorithm or AppStoreRefusal.WrongChain or AppStoreRefusal.LeafNotMarked => 401,
        AppStoreRefusal.IntermediateNotMarked or AppStoreRefusal.NotUnderTheRoot => 401,
        AppStoreRefusal.CertificateNotInForce or AppStoreRefusal.BadSignature => 401,
        AppStoreRefusal.OtherApp or AppStoreRefusal.OtherEnvironment => 404,
    };
}
