"""The model: a small FastConformer-style encoder with a transducer head (tokens and durations) and a CTC head."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from features import MEL_BANDS
from tdt_loss import tdt_loss
from tokenizer import PIECES

DURATIONS = [0, 1, 2, 3, 4]
SUBSAMPLING = 8
MAX_ENCODER_FRAMES = 4096
MASKED = 1e4  # subtracted from the attention scores of padding


class Subsampling(nn.Module):
    """Three convolutions of stride 2: [batch, frames, bands] -> [batch, frames / 8, width]."""

    def __init__(self, bands, channels, width):
        super().__init__()
        self.first = nn.Conv2d(1, channels, 3, 2, 1)
        self.second_depthwise = nn.Conv2d(channels, channels, 3, 2, 1, groups=channels)
        self.second_pointwise = nn.Conv2d(channels, channels, 1)
        self.third_depthwise = nn.Conv2d(channels, channels, 3, 2, 1, groups=channels)
        self.third_pointwise = nn.Conv2d(channels, channels, 1)
        self.output = nn.Linear(channels * ((bands + 7) // 8), width)

    def forward(self, x):
        x = F.relu(self.first(x.unsqueeze(1)))
        x = F.relu(self.second_pointwise(self.second_depthwise(x)))
        x = F.relu(self.third_pointwise(self.third_depthwise(x)))
        return self.output(x.transpose(1, 2).flatten(2))


class Attention(nn.Module):
    """Multi-head self-attention with rotary positions."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.head_width = width // heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)
        frequencies = 1 / (10000 ** (torch.arange(0, self.head_width, 2).float() / self.head_width))
        angles = torch.arange(MAX_ENCODER_FRAMES).float()[:, None] * frequencies[None]
        self.register_buffer("cosines", angles.cos(), persistent=False)
        self.register_buffer("sines", angles.sin(), persistent=False)

    def _rotate(self, x):
        cosines, sines = self.cosines[:x.shape[2]], self.sines[:x.shape[2]]
        left, right = x[..., :self.head_width // 2], x[..., self.head_width // 2:]
        return torch.cat([left * cosines - right * sines, left * sines + right * cosines], -1)

    def forward(self, x, mask_bias):
        batch, frames = x.shape[0], x.shape[1]

        def split_heads(tensor):
            return tensor.reshape(batch, frames, self.heads, self.head_width).transpose(1, 2)

        query, key, value = self.query_key_value(x).chunk(3, -1)
        query, key = self._rotate(split_heads(query)), self._rotate(split_heads(key))
        scores = (query @ key.transpose(2, 3)) / math.sqrt(self.head_width) + mask_bias
        mixed = (scores.softmax(-1) @ split_heads(value)).transpose(1, 2)
        return self.output(mixed.reshape(batch, frames, self.heads * self.head_width))


class FeedForward(nn.Sequential):
    def __init__(self, width, expansion, dropout):
        super().__init__(nn.LayerNorm(width), nn.Linear(width, expansion * width), nn.SiLU(), nn.Dropout(dropout),
                         nn.Linear(expansion * width, width))


class ConformerBlock(nn.Module):
    """Half a feed-forward, attention, convolution, half a feed-forward."""

    def __init__(self, width, heads, expansion, kernel, dropout):
        super().__init__()
        self.feed_forward_1 = FeedForward(width, expansion, dropout)
        self.feed_forward_2 = FeedForward(width, expansion, dropout)
        self.attention_norm = nn.LayerNorm(width)
        self.convolution_norm = nn.LayerNorm(width)
        self.output_norm = nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.pointwise_in = nn.Linear(width, 2 * width)
        self.depthwise = nn.Conv1d(width, width, kernel, padding=kernel // 2, groups=width)
        self.batch_norm = nn.BatchNorm1d(width)
        self.pointwise_out = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask_bias, mask):
        x = x + .5 * self.dropout(self.feed_forward_1(x))
        x = x + self.dropout(self.attention(self.attention_norm(x), mask_bias))
        gated = F.glu(self.pointwise_in(self.convolution_norm(x)), -1) * mask
        convolved = F.silu(self.batch_norm(self.depthwise(gated.transpose(1, 2)))).transpose(1, 2)
        x = x + self.dropout(self.pointwise_out(convolved))
        x = x + .5 * self.dropout(self.feed_forward_2(x))
        return self.output_norm(x)


class Encoder(nn.Module):
    """[batch, bands, frames], [batch] -> [batch, width, frames / 8], [batch]: NeMo's order of axes."""

    def __init__(self, bands, channels, width, layers, heads=4, expansion=4, kernel=9, dropout=0.0):
        super().__init__()
        self.subsampling = Subsampling(bands, channels, width)
        self.blocks = nn.ModuleList(
            [ConformerBlock(width, heads, expansion, kernel, dropout) for _ in range(layers)])

    @staticmethod
    def output_length(length):
        for _ in range(3):
            length = torch.div(length - 1, 2, rounding_mode="floor") + 1
        return length

    def forward(self, features, length):
        x = self.subsampling(features.transpose(1, 2))
        length = self.output_length(length)
        mask = (torch.arange(x.shape[1], device=x.device)[None] < length[:, None]).to(x.dtype)
        mask_bias = (mask[:, None, None] - 1) * MASKED
        mask = mask[..., None]
        for block in self.blocks:
            x = block(x, mask_bias, mask)
        return x.transpose(1, 2), length


class Predictor(nn.Module):
    """A one-layer LSTM over the tokens said so far; blank stands for the start."""

    def __init__(self, vocabulary, hidden):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary + 1, hidden)
        self.lstm = nn.LSTM(hidden, hidden, 1, batch_first=True)

    def forward(self, tokens, state=None):
        return self.lstm(self.embedding(tokens), state)


class Joint(nn.Module):
    """Scores of all tokens, blank and durations, from one encoder frame and one predictor state."""

    def __init__(self, encoder_width, predictor_width, hidden, vocabulary):
        super().__init__()
        self.encoder = nn.Linear(encoder_width, hidden)
        self.predictor = nn.Linear(predictor_width, hidden)
        self.output = nn.Linear(hidden, vocabulary + 1 + len(DURATIONS))

    def combine(self, encoder_part, predictor_part):
        """Scores from parts that have already been through their own linear layers."""
        return self.output(F.relu(encoder_part + predictor_part))

    def forward(self, encoded, predicted):
        """[batch, frames, width], [batch, tokens, width] -> [batch, frames, tokens, vocabulary + 1 + durations]."""
        return self.combine(self.encoder(encoded)[:, :, None], self.predictor(predicted)[:, None])


class Model(nn.Module):
    def __init__(self, vocabulary=PIECES, width=128, layers=6, predictor_width=128, joint_width=128,
                 bands=MEL_BANDS, channels=48):
        super().__init__()
        self.blank = vocabulary  # the id after the last piece
        self.encoder = Encoder(bands, channels, width, layers)
        self.predictor = Predictor(vocabulary, predictor_width)
        self.joint = Joint(width, predictor_width, joint_width, vocabulary)
        self.ctc = nn.Linear(width, vocabulary + 1)

    def encode(self, features, lengths):
        """[batch, frames, bands] -> [batch, frames / 8, width], and the lengths."""
        encoded, lengths = self.encoder(features.transpose(1, 2), lengths)
        return encoded.transpose(1, 2), lengths

    def ctc_loss(self, encoded, frame_counts, tokens, token_counts):
        """CTC loss of each utterance, per token, averaged over the batch."""
        log_probabilities = self.ctc(encoded).log_softmax(-1).transpose(0, 1)
        loss = F.ctc_loss(log_probabilities, tokens, frame_counts, token_counts, blank=self.blank,
                          zero_infinity=True, reduction="none")
        return (loss / token_counts).mean()

    def tdt_loss(self, encoded, frame_counts, tokens, token_counts):
        """Transducer loss of each utterance, per token, averaged over the batch."""
        predicted, _ = self.predictor(F.pad(tokens, (1, 0), value=self.blank))
        scores = self.joint(encoded, predicted)
        token_scores = scores[..., :self.blank + 1].log_softmax(-1)
        duration_scores = scores[..., self.blank + 1:].log_softmax(-1)
        next_token = F.pad(tokens, (0, 1))[:, None, :, None].expand(-1, token_scores.shape[1], -1, 1)
        label_scores = token_scores.gather(3, next_token).squeeze(3)
        loss = tdt_loss(token_scores[..., self.blank], label_scores, duration_scores, DURATIONS,
                        frame_counts, token_counts)
        return (loss / token_counts).mean()


def load_model(path):
    """A trained model, ready for inference."""
    model = Model()
    model.load_state_dict(torch.load(path))
    return model.eval()
