namespace PayFunctions.Infra.AppStore;

/// <summary>Why a notification was refused. For logs and counters; the answer to the sender never says it.</summary>
public enum AppStoreRefusal
{
    TooLarge,

    /// <summary>Not a message of the documented form; or one part of it is not.</summary>
    Malformed,

    /// <summary>Signed by anything but ES256, or not at all: the algorithm is ours to choose, never the
    /// sender's.</summary>
    WrongAlgorithm,

    /// <summary>Not three readable certificates.</summary>
    WrongChain,

    /// <summary>The leaf is not one that Apple signs App Store data with.</summary>
    LeafNotMarked,

    /// <summary>The intermediate is not the one for it.</summary>
    IntermediateNotMarked,

    /// <summary>The chain does not lead to a trusted root.</summary>
    NotUnderTheRoot,

    /// <summary>A certificate of the chain was not in force when it was signed.</summary>
    CertificateNotInForce,

    BadSignature,

    /// <summary>Signed well, for an app that is not configured.</summary>
    OtherApp,

    /// <summary>Signed well, for another environment than the app's: a sandbox's purchase is no money.</summary>
    OtherEnvironment,
}
