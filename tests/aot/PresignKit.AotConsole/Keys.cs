using System.Security.Cryptography;

namespace PresignKit.AotConsole;

/// <summary>Invented credentials.</summary>
internal static class Keys
{
    public const string Id = "AKIDEXAMPLE";

    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /// <summary>The key of a distribution.</summary>
    public static ECDsa CloudFront { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);
}
