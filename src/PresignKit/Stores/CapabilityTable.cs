using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PresignKit.Stores;

/// <summary>The capabilities of a profile by name, in the order of declaration. They are listed by hand because reflection does not survive trimming.</summary>
internal static class CapabilityTable
{
    public static ImmutableArray<Entry> All { get; } =
    [
        new(nameof(StoreProfile.SignedContentType), p => p.SignedContentType, (p, c) => p with { SignedContentType = c }),
        new(nameof(StoreProfile.SignedContentLength), p => p.SignedContentLength, (p, c) => p with { SignedContentLength = c }),
        new(nameof(StoreProfile.CreateOnly), p => p.CreateOnly, (p, c) => p with { CreateOnly = c }),
        new(nameof(StoreProfile.IsolatedPut), p => p.IsolatedPut, (p, c) => p with { IsolatedPut = c }),
        new(nameof(StoreProfile.IsolatedPart), p => p.IsolatedPart, (p, c) => p with { IsolatedPart = c }),
        new(nameof(StoreProfile.PartUrlsEnd), p => p.PartUrlsEnd, (p, c) => p with { PartUrlsEnd = c }),
        new(nameof(StoreProfile.SignedHeaders), p => p.SignedHeaders, (p, c) => p with { SignedHeaders = c }),
        new(nameof(StoreProfile.HeadUrls), p => p.HeadUrls, (p, c) => p with { HeadUrls = c }),
        new(nameof(StoreProfile.DownloadPartNumber), p => p.DownloadPartNumber, (p, c) => p with { DownloadPartNumber = c }),
        new(nameof(StoreProfile.ConfinesUploadCredentials), p => p.ConfinesUploadCredentials, (p, c) => p with { ConfinesUploadCredentials = c }),
        new(nameof(StoreProfile.FormUpload), p => p.FormUpload, (p, c) => p with { FormUpload = c }),
        new(nameof(StoreProfile.FormHeaders), p => p.FormHeaders, (p, c) => p with { FormHeaders = c }),
        new(nameof(StoreProfile.ChecksumSha256), p => p.ChecksumSha256, (p, c) => p with { ChecksumSha256 = c }),
        new(nameof(StoreProfile.PartChecksum), p => p.PartChecksum, (p, c) => p with { PartChecksum = c }),
        new(nameof(StoreProfile.FormChecksum), p => p.FormChecksum, (p, c) => p with { FormChecksum = c }),
        new(nameof(StoreProfile.ChecksumCrc32), p => p.ChecksumCrc32, (p, c) => p with { ChecksumCrc32 = c }),
        new(nameof(StoreProfile.ChecksumCrc32C), p => p.ChecksumCrc32C, (p, c) => p with { ChecksumCrc32C = c }),
        new(nameof(StoreProfile.ChecksumCrc64Nvme), p => p.ChecksumCrc64Nvme, (p, c) => p with { ChecksumCrc64Nvme = c }),
        new(nameof(StoreProfile.ChecksumSha1), p => p.ChecksumSha1, (p, c) => p with { ChecksumSha1 = c }),
        new(nameof(StoreProfile.ChecksumSha512), p => p.ChecksumSha512, (p, c) => p with { ChecksumSha512 = c }),
        new(nameof(StoreProfile.ChecksumMd5), p => p.ChecksumMd5, (p, c) => p with { ChecksumMd5 = c }),
        new(nameof(StoreProfile.ChecksumXxHash64), p => p.ChecksumXxHash64, (p, c) => p with { ChecksumXxHash64 = c }),
        new(nameof(StoreProfile.ChecksumXxHash3), p => p.ChecksumXxHash3, (p, c) => p with { ChecksumXxHash3 = c }),
        new(nameof(StoreProfile.ChecksumXxHash128), p => p.ChecksumXxHash128, (p, c) => p with { ChecksumXxHash128 = c }),
        new(nameof(StoreProfile.ETagIsMd5), p => p.ETagIsMd5, (p, c) => p with { ETagIsMd5 = c }),
        new(nameof(StoreProfile.ComputesCrc64Nvme), p => p.ComputesCrc64Nvme, (p, c) => p with { ComputesCrc64Nvme = c }),
        new(nameof(StoreProfile.ConditionalCopy), p => p.ConditionalCopy, (p, c) => p with { ConditionalCopy = c }),
        new(nameof(StoreProfile.ConditionalReplace), p => p.ConditionalReplace, (p, c) => p with { ConditionalReplace = c }),
        new(nameof(StoreProfile.StoreManagedEncryption), p => p.StoreManagedEncryption, (p, c) => p with { StoreManagedEncryption = c }),
        new(nameof(StoreProfile.KeyServiceEncryption), p => p.KeyServiceEncryption, (p, c) => p with { KeyServiceEncryption = c }),
        new(nameof(StoreProfile.Tags), p => p.Tags, (p, c) => p with { Tags = c }),
        new(nameof(StoreProfile.StorageClasses), p => p.StorageClasses, (p, c) => p with { StorageClasses = c }),
        new(nameof(StoreProfile.ObjectRetention), p => p.ObjectRetention, (p, c) => p with { ObjectRetention = c }),
        new(nameof(StoreProfile.RequesterPays), p => p.RequesterPays, (p, c) => p with { RequesterPays = c }),
        new(nameof(StoreProfile.ExpectedBucketOwner), p => p.ExpectedBucketOwner, (p, c) => p with { ExpectedBucketOwner = c }),
        new(nameof(StoreProfile.VirtualHostAddressing), p => p.VirtualHostAddressing, (p, c) => p with { VirtualHostAddressing = c }),
        new(nameof(StoreProfile.PathAddressing), p => p.PathAddressing, (p, c) => p with { PathAddressing = c }),
    ];

    private static FrozenDictionary<string, Entry> ByName { get; } = All.ToFrozenDictionary(capability => capability.Name, StringComparer.Ordinal);

    /// <summary>The capability of this name, which exists.</summary>
    public static Entry Find(string name) => ByName[name];

    public sealed record Entry(string Name, Func<StoreProfile, Capability> Get, Func<StoreProfile, Capability, StoreProfile> Set);
}
