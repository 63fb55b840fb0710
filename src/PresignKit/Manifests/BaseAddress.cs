namespace PresignKit.Manifests;

/// <summary>What addresses are relative to: the BaseURL elements of a level and of those above it.</summary>
/// <param name="text">The address below the folder of the MPD, still percent-encoded.</param>
/// <param name="isElsewhere">Whether it is an absolute address that the grant allows.</param>
internal sealed class BaseAddress(byte[] text, bool isElsewhere)
{
    /// <summary>The folder of the MPD.</summary>
    public static BaseAddress OfManifest { get; } = new([], isElsewhere: false);

    public ReadOnlySpan<byte> Text => text;

    public bool IsElsewhere => isElsewhere;

    /// <summary>What relative addresses are appended to.</summary>
    public ReadOnlySpan<byte> Folder => text.AsSpan(0, text.AsSpan().LastIndexOf((byte)'/') + 1);

    /// <summary>Whether it is an address of an object, and not of a folder.</summary>
    public bool IsObject => text is [.., not (byte)'/'];
}
