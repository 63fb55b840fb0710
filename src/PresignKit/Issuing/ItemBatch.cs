using System.Buffers;
using PresignKit.Downloads;
using PresignKit.Providers;

namespace PresignKit.Issuing;

/// <summary>
/// What is signed for many objects with a request each, resolved before anything is signed or written. The array is pooled; the batch returns it.
/// </summary>
internal sealed class ItemBatch : IDisposable
{
    // What exceptions about an item have as the name of their parameter, before they have its index. The framework adds it to the message, in parentheses.
    private const string AtIndex = "item";

    private readonly AccessSpecification[] _pooled;
    private readonly int _count;

    private ItemBatch(int count)
    {
        _count = count;
        _pooled = ArrayPool<AccessSpecification>.Shared.Rent(count);
    }

    public ReadOnlySpan<AccessSpecification> Specifications => _pooled.AsSpan(0, _count);

    /// <summary>Resolves the items, and throws if one of them cannot be signed.</summary>
    public static ItemBatch Of(in DownloadTerms terms, IReadOnlyList<DownloadItem> items)
    {
        // Counted once: the rest of the array may contain objects of another caller.
        var batch = new ItemBatch(items.Count);
        var i = 0;
        try
        {
            DeclaredType? type = null;
            for (; i < batch._count; i++)
            {
                var item = items[i];
                if (item.Key is null)
                {
                    throw new ArgumentException($"The item at index {i} has no key.", nameof(items));
                }

                batch._pooled[i] = terms.For(item, ref type, AtIndex);
            }

            return batch;
        }
        catch (ArgumentException e) when (e.ParamName == AtIndex)
        {
            batch.Dispose();
            var name = e.Message.LastIndexOf(" (", StringComparison.Ordinal);
            throw new ArgumentException($"The item at index {i} cannot be signed: {(name < 0 ? e.Message : e.Message[..name])}", nameof(items), e);
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    /// <summary>Fills in the lifetime, which is known once there are credentials.</summary>
    public ReadOnlySpan<AccessSpecification> Within(in Lifetime lifetime)
    {
        foreach (ref var specification in _pooled.AsSpan(0, _count))
        {
            specification = specification with { SignedAt = lifetime.SignedAt, Lifetime = lifetime.Length };
        }

        return Specifications;
    }

    // File names and keys must not be kept alive by the next renter of the array.
    public void Dispose()
    {
        Array.Clear(_pooled, 0, _count);
        ArrayPool<AccessSpecification>.Shared.Return(_pooled);
    }
}
