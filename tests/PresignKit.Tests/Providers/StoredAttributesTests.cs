using System.Collections.Immutable;
using PresignKit.Providers;

namespace PresignKit.Tests.Providers;

public sealed class StoredAttributesTests
{
    public static TheoryData<StoredAttributes> Others => new(
        Full() with { CacheControl = null },
        Full() with { ContentLanguage = "de" },
        Full() with { ContentDisposition = "inline" },
        Full() with { StorageClass = null },
        Full() with { Encryption = EncryptionRule.StoreManagedKey },
        Full() with { EncryptionKeyId = "other" },
        Full() with { Tags = Full().Tags.SetItem("kind", "audio") },
        Full() with { Tags = Full().Tags.Clear() },
        Full() with { Metadata = Full().Metadata.Add("title", "x") });

    [Fact]
    public void Equals_SameContentsInOtherDictionaries_IsTrue()
    {
        Assert.Equal(Full(), Full());
        Assert.Equal(Full().GetHashCode(), Full().GetHashCode());
        Assert.True(
            new StoredAttributes { Tags = new Dictionary<string, string>().ToImmutableSortedDictionary(StringComparer.Ordinal) } == StoredAttributes.None);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Equals_OneValueDiffers_IsFalse(StoredAttributes other)
    {
        Assert.NotEqual(Full(), other);
        Assert.NotEqual(StoredAttributes.None, other);
        Assert.False(other.Equals(null));
    }

    private static StoredAttributes Full() => new()
    {
        CacheControl = "no-store",
        ContentLanguage = "de-CH",
        ContentDisposition = "attachment",
        StorageClass = "STANDARD_IA",
        Encryption = EncryptionRule.KeyService,
        EncryptionKeyId = "key",
        Tags = new Dictionary<string, string> { ["kind"] = "video" }.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Metadata = new Dictionary<string, string> { ["source"] = "web" }.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };
}
