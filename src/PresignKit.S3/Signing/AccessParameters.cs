using System.Runtime.CompilerServices;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>Room on the stack for the query parameters of one access to an object.</summary>
[InlineArray(Count)]
internal struct AccessParameters
{
    /// <summary>A part number, six response headers, and a version; and what the bucket requires.</summary>
    public const int Count = 10;

    private NameValue _first;
}
