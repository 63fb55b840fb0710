using System.Collections.Immutable;
using PresignKit.Keys;
using PresignKit.Providers;

namespace PresignKit.Policies;

/// <summary>An upload policy in force: validated, immutable, with every default filled in.</summary>
internal sealed record UploadPolicy
{
    /// <summary>The name of the application, which the value of each slot contains; null: none.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Name { get; init; }

    /// <summary>The store that uploads go to.</summary>
    public required string StoreName { get; init; }

    /// <summary>Exact types and families (<c>image/*</c>), in lowercase.</summary>
    public required ImmutableArray<string> AllowedContentTypes { get; init; }

    /// <summary>The active types among them that this policy opted into.</summary>
    public required ImmutableArray<string> AllowedActiveContentTypes { get; init; }

    /// <summary>Aliases of content types, in lowercase.</summary>
    public required ImmutableDictionary<string, string> ContentTypeAliases { get; init; }

    /// <summary>Content types by extension, dot included, both in lowercase.</summary>
    public required ImmutableDictionary<string, string> ContentTypesByExtension { get; init; }

    /// <summary>What happens to an upload whose first bytes contradict its content type.</summary>
    public required ContentCheckMode ContentCheck { get; init; }

    /// <summary>What happens to an upload whose first bytes neither fit nor contradict its content type.</summary>
    public required UnknownContentRule UnknownContent { get; init; }

    /// <summary>The largest file in bytes.</summary>
    public required long MaximumSize { get; init; }

    /// <summary>The smallest file in bytes.</summary>
    public required long MinimumSize { get; init; }

    /// <summary>Whether slots can be opened for files whose size nobody knows yet.</summary>
    public required bool AllowUnknownSize { get; init; }

    /// <summary>How long a slot is valid.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>The minimum lifetime of a slot, or null.</summary>
    public required TimeSpan? MinimumLifetime { get; init; }

    /// <summary>How long an upload in parts may take.</summary>
    public required TimeSpan MaximumUploadDuration { get; init; }

    /// <summary>The preferred size of a part in bytes.</summary>
    public required long PartSize { get; init; }

    /// <summary>The template of object keys.</summary>
    public required KeyTemplate Key { get; init; }

    /// <summary>What the keys of frozen uploads begin with.</summary>
    public required string FrozenPrefix { get; init; }

    /// <summary>The checksums of which the client must declare one; empty: none is required.</summary>
    public required ImmutableArray<FileChecksumAlgorithm> RequiredChecksum { get; init; }

    /// <summary>Whether a slot may replace exactly the object that the application has seen under its destination.</summary>
    public required bool AllowReplacing { get; init; }

    /// <summary>The transport; null if the store's profile chooses it.</summary>
    public required UploadTransport? Transport { get; init; }

    /// <summary>Whether clients that can only send a form may do so, although the profile chose another transport.</summary>
    public required bool AllowForms { get; init; }

    /// <summary>The guarantees that may be unenforced.</summary>
    public required GuaranteeKinds AllowUnenforced { get; init; }

    /// <summary>What is stored with every upload.</summary>
    public required StoredAttributes Attributes { get; init; }

    /// <summary>How accepted uploads are locked; null: not at all.</summary>
    public LockRule? Lock { get; init; }

    /// <summary>The names of metadata that a request may set.</summary>
    public required ImmutableArray<string> AllowedMetadata { get; init; }
}
