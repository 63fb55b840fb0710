using System.Security.Cryptography;

namespace PresignKit.Keys;

/// <summary>The random value that ties an object to the slot that it came through.</summary>
internal static class SlotBinding
{
    /// <summary>The name of the metadata that stores it. Policies must not use it for metadata of their own.</summary>
    public const string MetadataName = "presignkit-slot";

    /// <summary>The length of the name and the value together: part of what a store allows for metadata.</summary>
    public const int MetadataLength = 15 + (2 * Bytes);

    private const int Bytes = 16;

    public static string New() => RandomNumberGenerator.GetHexString(Bytes * 2, lowercase: true);
}
