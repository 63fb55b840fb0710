using System.Collections.Frozen;
using System.Collections.ObjectModel;

namespace PresignKit.AspNetCore;

/// <summary>What the application answers to an upload that it accepted.</summary>
public sealed record UploadReceipt
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(StringComparer.Ordinal, "id", "key", "contentType", "size");

    /// <summary>Makes a receipt.</summary>
    /// <param name="id">The application's own id of the upload: the one that <c>GET /downloads/{id}</c> takes.</param>
    /// <param name="key">
    /// The key that the application has on record for the slot, and serves downloads from: the <see cref="CompletedUpload.Key"/> of
    /// the version that was accepted first. Other versions of the slot are deleted.
    /// </param>
    /// <param name="properties">Further properties of the JSON answer; null: none.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="id"/> is null or empty, or a property is named <c>id</c>, <c>key</c>, <c>contentType</c> or <c>size</c>.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public UploadReceipt(string id, ObjectKey key, IReadOnlyDictionary<string, string>? properties = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(key);
        if (properties?.Keys.FirstOrDefault(Reserved.Contains) is { } taken)
        {
            throw new ArgumentException($"The answer has a property '{taken}' of its own.", nameof(properties));
        }

        Id = id;
        Key = key;
        Properties = properties ?? ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>The application's own id of the upload.</summary>
    public string Id { get; }

    /// <summary>The key that the application has on record.</summary>
    public ObjectKey Key { get; }

    /// <summary>Further properties of the JSON answer.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; }
}
