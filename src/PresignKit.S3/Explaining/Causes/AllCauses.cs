namespace PresignKit.S3.Explaining.Causes;

/// <summary>The causes in the order in which they are looked for; among findings equally sure, the first is the cause.</summary>
internal static class AllCauses
{
    public static IReadOnlyList<ICause> InOrder { get; } =
    [
        new UnsignedUrl(),
        new ExpiredUrl(),
        new SignedHeaderNotSent(),
    ];
}
