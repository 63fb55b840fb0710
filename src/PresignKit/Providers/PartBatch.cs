namespace PresignKit.Providers;

/// <summary>Parts of one upload to be signed together, fully resolved. Each is signed with its exact length.</summary>
/// <param name="Key">The object that the upload becomes.</param>
/// <param name="UploadId">The upload, as <see cref="IMultipartUploads.CreateAsync"/> returned it.</param>
/// <param name="Plan">The sizes of the parts.</param>
/// <param name="SignedAt">The instant from which the signatures are valid; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> they are valid: whole seconds, 1 second to 7 days.</param>
public readonly record struct PartBatch(ObjectKey Key, string UploadId, PartPlan Plan, DateTimeOffset SignedAt, TimeSpan Lifetime)
{
    /// <summary>The specification of one part.</summary>
    /// <param name="number">The number of the part, from 1.</param>
    /// <returns>The specification. The holder sends no Content-Type: what clients send is a slice of a file, which has none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The plan has no such part.</exception>
    public PartSpecification For(int number) =>
        new(Key, UploadId, number, SignedAt, Lifetime, Plan.SizeOf(number), ContentType: null, Checksum: null);
}
