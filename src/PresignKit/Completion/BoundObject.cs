using PresignKit.Keys;

namespace PresignKit.Completion;

/// <summary>Tells the object of a slot from any other object under its key.</summary>
internal static class BoundObject
{
    /// <summary>Whether an object came through the slot. A slot without a binding is known by its key alone.</summary>
    public static bool IsOf(DeclaredUpload upload, ObjectProperties found) =>
        upload.Binding is null || (found.Metadata.TryGetValue(SlotBinding.MetadataName, out var value) && value == upload.Binding);
}
