namespace PresignKit.SigV4.Tests.Widths;

/// <summary>What hashes signatures in a process: vectors up to a width, or the platform's library.</summary>
public enum HashedBy
{
    /// <summary>No vectors: one word at a time.</summary>
    NoVectors,

    /// <summary>SSSE3.</summary>
    Vectors128,

    /// <summary>AVX2.</summary>
    Vectors256,

    /// <summary>AVX-512.</summary>
    Vectors512,

    /// <summary>The platform's library, if the application requires it, and on processors other than x64.</summary>
    Platform,
}
